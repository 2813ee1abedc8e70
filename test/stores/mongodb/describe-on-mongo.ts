import { randomUUID } from "node:crypto";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, it } from "vitest";
import { buildFerretdb } from "../ferretdb/build-ferretdb.ts";
import { type RunningFerretdb, startFerretdb } from "../ferretdb/start-ferretdb.ts";

/**
 * Describes a contract against the server at MONGODB_URI, or else against FerretDB where it can be had, which speaks
 * MongoDB's protocol without its guarantees (`isStandIn`). A database of its own is used, and dropped.
 */
export const describeOnMongo = async (
  contract: string,
  describeContract: (name: string, uri: () => string, isStandIn: boolean) => void,
): Promise<void> => {
  const { MONGODB_URI: given } = process.env;
  const database = `contract_${randomUUID().slice(0, 8)}`;
  /** The server's address with another database, so that no test touches what is kept there. */
  const withDatabase = (uri: string): string =>
    uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${database}`);

  const ferretdb = given ? undefined : await buildFerretdb();
  if (given) {
    afterAll(async () => {
      const client = new MongoClient(withDatabase(given));
      await client.db().dropDatabase();
      await client.close();
    });
    describeContract("MongoDB at MONGODB_URI", () => withDatabase(given), false);
  } else if (ferretdb && "program" in ferretdb) {
    let server: RunningFerretdb | undefined;
    beforeAll(async () => {
      server = await startFerretdb(ferretdb.program);
    });
    afterAll(async () => {
      await server?.[Symbol.asyncDispose]();
    });
    describeContract(
      "MongoDB's protocol, against FerretDB,",
      () => withDatabase(server?.address ?? ""),
      true,
    );
  } else {
    describe.skip(`MongoDB: ${ferretdb?.missing}; set MONGODB_URI to run the contract against a server`, () => {
      it(`keeps the contract of ${contract}`, () => {});
    });
  }
};
