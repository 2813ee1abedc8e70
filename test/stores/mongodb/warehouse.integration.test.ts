import { describe, expect, it } from "vitest";
import { SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createMongoWarehouse } from "../../../stores/mongodb/create-mongo-warehouse.ts";
import { describeWarehouse } from "../warehouse-contract.ts";
import { describeOnMongo } from "./describe-on-mongo.ts";

// FerretDB shows that the protocol is spoken. Its upserts are not atomic (several clients insert the same `_id`)
// and take 25 ms each; it has no transactions, so the standalone way is the one that runs here.
await describeOnMongo("Warehouse", (name, uri, isStandIn) =>
  describeWarehouse(name, () => createMongoWarehouse({ uri: uri() }), {
    lacks: isStandIn ? ["atomic-upserts", "fast-batches"] : [],
  }),
);

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
