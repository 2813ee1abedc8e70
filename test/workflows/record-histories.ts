import { mkdir, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { approveSignal, statusQuery } from "../../workflows/messages.ts";
import { openTestTemporal } from "../support/test-temporal.ts";
import { recordedRuns } from "./scenarios.ts";

// Records histories: `node test/workflows/record-histories.ts NAME…`. Record a name anew only when runs under way need
// not survive the change; otherwise keep the old history and change the workflow with `patched`.
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in recordedRuns));
if (names.length === 0 || unknown.length > 0) {
  throw new Error(
    `Name what to record, of: ${Object.keys(recordedRuns).join(", ")}. Unknown: ${unknown.join(", ")}`,
  );
}

const folder = new URL("../histories/", import.meta.url);
await mkdir(folder, { recursive: true });
const temporal = await openTestTemporal();
const { client } = temporal.environment;
try {
  for (const name of names) {
    const run = recordedRuns[name];
    if (!run) continue;
    if (run.before) {
      const { type, workflowId, input } = run.before;
      await client.workflow.start(type, { taskQueue: CPU_TASK_QUEUE, workflowId, args: [input] });
    }
    const { workflowId, runIds } = await temporal.executeWithRuns(
      run.type,
      [run.input],
      run.activities,
      async (handle) => {
        if (!run.decision) return;
        while (!(await handle.query(statusQuery)).waitingFor?.startsWith("a human's decision"))
          await setTimeout(50);
        await handle.signal(approveSignal, run.decision);
      },
    );
    for (const [index, runId] of runIds.entries()) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const suffix = runIds.length > 1 ? `-${index + 1}` : "";
      await writeFile(new URL(`${name}${suffix}.json`, folder), `${historyToJSON(history)}\n`);
    }
  }
} finally {
  await temporal.close();
}
