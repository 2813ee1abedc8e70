import { mkdir, writeFile } from "node:fs/promises";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { openTestTemporal } from "../support/test-temporal.ts";
import { recordedRuns } from "./scenarios.ts";

// Records test/histories anew: `node test/workflows/record-histories.ts`. Do it only when running workflows need not
// survive the change; otherwise keep the old histories and change the workflow with `patched`.
const folder = new URL("../histories/", import.meta.url);
await mkdir(folder, { recursive: true });
const temporal = await openTestTemporal();
try {
  for (const [name, { type, input, activities }] of Object.entries(recordedRuns)) {
    const { workflowId, runIds } = await temporal.executeWithRuns(type, [input], activities);
    for (const [index, runId] of runIds.entries()) {
      const history = await temporal.environment.client.workflow.getHandle(workflowId, runId).fetchHistory();
      const suffix = runIds.length > 1 ? `-${index + 1}` : "";
      await writeFile(new URL(`${name}${suffix}.json`, folder), `${historyToJSON(history)}\n`);
    }
  }
} finally {
  await temporal.close();
}
