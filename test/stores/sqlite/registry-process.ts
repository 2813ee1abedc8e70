/**
 * A process that keeps records in a registry, for tests that start several:
 *
 *   node registry-process.ts FILE ARTEFACTS SOURCE NAME ROUNDS
 *
 * In each round it stores the artefact that all processes store (SOURCE) and looks that it is there, registers a model
 * version that all of them register and one of its own, moves its own into production, decides an approval that all of
 * them decide, and changes what serves. It prints what it was told, a line of JSON a round, as `RoundRecord`.
 */
import { ConflictError } from "../../../domain/errors.ts";
import { createFilesystemArtefactStore } from "../../../stores/filesystem/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import { createSqliteRegistry } from "../../../stores/sqlite/create-sqlite-registry.ts";
import { openSqliteDatabase } from "../../../stores/sqlite/open-database.ts";
import { approval } from "../../support/registry-records.ts";
import { decision, modelDraft, serving } from "../registry/fixtures.ts";
import type { RoundRecord } from "./round-record.ts";

const [file = "", folder = "", source = "", name = "", rounds = "0"] = process.argv.slice(2);
const { signal } = new AbortController();

/** Changes what serves, on whatever others made of it. */
const changeServing = async (registry: Registry, version: string): Promise<number> => {
  for (;;) {
    const { revision } = await registry.readServing("local");
    try {
      return (await registry.changeServing(revision, serving({ stable: version }))).revision;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
};

await using database = await openSqliteDatabase({ file });
const registry = createSqliteRegistry(database);
const artefacts = createFilesystemArtefactStore({ folder });
for (let round = 0; round < Number(rounds); round += 1) {
  const artefact = await artefacts.put(source, { kind: "test", signal });
  await artefacts.fetch(artefact, signal);

  const shared = await registry.registerModel(modelDraft("ann", { key: `shared-${round}` }));
  const own = await registry.registerModel(modelDraft("ann", { key: `${name}-${round}` }));
  await registry.moveModel(own.version.id, ["candidate"], "production");

  const run = { runId: `run-${round}`, workflowId: `workflow-${round}` };
  await registry.requestDecision(approval(run));
  const decided = await registry.recordDecision(run.runId, decision({ approver: name }));

  const record: RoundRecord = {
    artefact: artefact.id,
    shared: shared.version.id,
    created: [shared.created, own.created],
    own: own.version.id,
    approver: decided.decision?.approver,
    revision: await changeServing(registry, own.version.id),
  };
  process.stdout.write(`${JSON.stringify(record)}\n`);
}
