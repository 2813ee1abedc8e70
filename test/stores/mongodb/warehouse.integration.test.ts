import { randomUUID } from "node:crypto";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createMongoWarehouse } from "../../../stores/mongodb/create-mongo-warehouse.ts";
import { buildFerretdb } from "../ferretdb/build-ferretdb.ts";
import { type RunningFerretdb, startFerretdb } from "../ferretdb/start-ferretdb.ts";
import { describeWarehouse } from "../warehouse-contract.ts";

const { MONGODB_URI: given } = process.env;
const database = `contract_${randomUUID().slice(0, 8)}`;

/** The server's address with another database, so that no test touches what is kept there. */
const withDatabase = (uri: string): string =>
  uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);

const ferretdb = given ? undefined : await buildFerretdb();

if (given) {
  const uri = withDatabase(given);
  afterAll(async () => {
    const client = new MongoClient(uri);
    await client.db().dropDatabase();
    await client.close();
  });
  describeWarehouse("MongoDB at MONGODB_URI", () => createMongoWarehouse({ uri }));
} else if (ferretdb && "program" in ferretdb) {
  let server: RunningFerretdb | undefined;
  beforeAll(async () => {
    server = await startFerretdb(ferretdb.program);
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
  });
  // FerretDB shows that the protocol is spoken. Its upserts are not atomic (several clients insert the same `_id`)
  // and take 25 ms each; it has no transactions, so the standalone way is the one that runs here.
  describeWarehouse(
    "MongoDB's protocol, against FerretDB,",
    () => createMongoWarehouse({ uri: withDatabase(server?.address ?? "") }),
    { lacks: ["atomic-upserts", "fast-batches"] },
  );
} else {
  describe.skip(`MongoDB: ${ferretdb?.missing}; set MONGODB_URI to run the contract against a server`, () => {
    it("keeps the contract of Warehouse", () => {});
  });
}

describe("a MongoDB that cannot be had", () => {
  it("is said to be away, by host and without credentials", async () => {
    const attempt = createMongoWarehouse({
      uri: "mongodb://someone:s3cret@127.0.0.1:9/llm_twin",
      serverSelectionTimeoutMs: 200,
    });
    await expect(attempt).rejects.toBeInstanceOf(UnavailableError);
    await expect(attempt).rejects.toThrow("127.0.0.1:9");
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(String(error)).not.toContain("s3cret");
    expect(JSON.stringify(error)).not.toContain("s3cret");
  });

  it.each(["mongodb://someone:s3cret@127.0.0.1:9", "mongodb://someone:s3cret@127.0.0.1:9/", "mongodb://"])(
    "is refused at once when %s names no database",
    async (uri) => {
      const attempt = createMongoWarehouse({ uri });
      await expect(attempt).rejects.toBeInstanceOf(SetupError);
      await expect(attempt).rejects.not.toThrow("s3cret");
    },
  );
});
