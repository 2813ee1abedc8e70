import { createMongoRegistry } from "../../../stores/mongodb/create-mongo-registry.ts";
import { describeRegistry } from "../registry-contract.ts";
import { describeOnMongo } from "./describe-on-mongo.ts";

// FerretDB's writes are not atomic and it has no transactions, so the standalone way is the one that runs here.
await describeOnMongo("Registry", (name, uri, isStandIn) =>
  describeRegistry(name, () => createMongoRegistry({ uri: uri() }), {
    lacks: isStandIn ? ["atomic-writes"] : [],
  }),
);
