import { readinessResponseSchema } from "../../api/contract/health.ts";
import type { Settings } from "../../configs/settings.ts";
import { CPU_TASK_QUEUE, GPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { isPortFree } from "../../stack/ports/check-ports.ts";
import { findPortHolder } from "../../stack/ports/port-holder.ts";
import { connectTemporal, temporalAddress } from "../../stack/temporal/connect.ts";
import type { Check, Finding } from "./check.ts";

/** `temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY`. */
const ACTIVITY_QUEUE = 2;

const startIt = "Start everything with `npm start`.";

const temporalCheck = (settings: Settings): Check => ({
  part: "Temporal",
  look: async () => {
    await using temporal = await connectTemporal(settings);
    await temporal.connection.workflowService.describeNamespace({ namespace: settings.temporalNamespace });
    return { state: "ok", detail: `answers at ${temporalAddress(settings)}` };
  },
});

interface Queue {
  readonly part: string;
  readonly name: string;
  /** What it means that nobody polls. */
  readonly missing: "warn" | "fail";
  readonly advice: string;
}

const queues: readonly Queue[] = [
  {
    part: "Worker",
    name: CPU_TASK_QUEUE,
    missing: "fail",
    advice: `${startIt} Its log is in DATA_DIR/logs.`,
  },
  {
    part: "GPU worker",
    name: GPU_TASK_QUEUE,
    missing: "warn",
    advice:
      "Training waits for one: `npm start` starts it, or `node workers/gpu.ts` on a machine with a GPU.",
  },
];

const workerCheck = (settings: Settings, { part, name, missing, advice }: Queue): Check => ({
  part,
  look: async () => {
    await using temporal = await connectTemporal(settings);
    const { pollers } = await temporal.connection.workflowService.describeTaskQueue({
      namespace: settings.temporalNamespace,
      taskQueue: { name },
      taskQueueType: ACTIVITY_QUEUE,
    });
    const names = (pollers ?? []).map(({ identity }) => identity ?? "unnamed");
    return names.length > 0
      ? { state: "ok", detail: names.join(", ") }
      : { state: missing, detail: `nobody polls ${name}`, advice };
  },
});

const describeParts = (body: unknown): Omit<Finding, "part"> => {
  const parsed = readinessResponseSchema.safeParse(body);
  if (!parsed.success) return { state: "fail", detail: "what answers is not this gateway" };
  const parts = Object.entries(parsed.data.dependencies);
  const troubled = parts.filter(([, { state, detail }]) => state !== "ok" || detail !== undefined);
  const detail = (troubled.length > 0 ? troubled : parts)
    .map(([name, { state, detail }]) => `${name} ${state}${detail ? ` (${detail})` : ""}`)
    .join(", ");
  if (troubled.length === 0) return { state: "ok", detail };
  const failed = troubled.some(([, { state }]) => state === "failed");
  return { state: failed ? "fail" : "warn", detail, advice: "See DATA_DIR/logs/gateway.log." };
};

const gatewayCheck = (settings: Settings, baseUrl: string): Check => ({
  part: "Gateway",
  look: async (signal) => {
    const response = await fetch(`${baseUrl}/readyz`, { signal }).catch(() => undefined);
    if (response) return describeParts(await response.json().catch(() => undefined));
    if (await isPortFree(settings.port, settings.host)) {
      return { state: "fail", detail: `does not answer at ${baseUrl}`, advice: startIt };
    }
    const holder = (await findPortHolder(settings.port, signal)) ?? "another program";
    return {
      state: "fail",
      detail: `${holder} is using port ${settings.port}`,
      advice: `Stop that, or choose another port, such as PORT=${settings.port + 1}.`,
    };
  },
});

/** Looks at what should be running: Temporal, a worker, and the gateway with the stores and models that it reaches. */
export const runningChecks = (settings: Settings, baseUrl: string): Check[] => [
  temporalCheck(settings),
  ...queues.map((queue) => workerCheck(settings, queue)),
  gatewayCheck(settings, baseUrl),
];
