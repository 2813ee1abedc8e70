import { join } from "node:path";
import { projectRoot } from "../../configs/environment.ts";
import type { ChildSpec } from "../../stack/supervisor/child-spec.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const FIRST_READY_MS = 120_000;

const saysReady = (line: string): boolean => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "ready" in value && value.ready === true;
  } catch {
    return false;
  }
};

const node = (...path: string[]): [string, ...string[]] => [
  process.execPath,
  "--disable-warning=ExperimentalWarning",
  join(projectRoot, ...path),
];

/** The worker that runs workflows and everything that needs no GPU. */
export const cpuWorker = (environment: Environment): ChildSpec => ({
  name: "worker",
  command: node("workers", "cpu.ts"),
  cwd: projectRoot,
  env: environment,
  ready: { kind: "line", test: saysReady },
  readyWithinMs: FIRST_READY_MS,
});

/** What the GPU worker of `npm start` trains on. */
export const trainerDevice = ({ TRAINER_DEVICE }: Environment): string => TRAINER_DEVICE || "cpu";

/** The worker that trains: on this machine's processors, unless the environment says otherwise. */
export const gpuWorker = (environment: Environment): ChildSpec => ({
  name: "gpu-worker",
  command: node("workers", "gpu.ts"),
  cwd: projectRoot,
  env: { ...environment, TRAINER_DEVICE: trainerDevice(environment) },
  ready: { kind: "line", test: saysReady },
  readyWithinMs: FIRST_READY_MS,
});

/** The gateway with the web UI; ready once it answers for itself, while its parts may still be starting. */
export const gateway = (environment: Environment, url: string): ChildSpec => ({
  name: "gateway",
  command: node("api", "main.ts"),
  cwd: projectRoot,
  env: environment,
  ready: {
    kind: "poll",
    check: async (signal) => {
      const response = await fetch(`${url}/readyz`, { signal }).catch(() => undefined);
      signal.throwIfAborted();
      await response?.body?.cancel();
      return response?.ok === true;
    },
  },
  readyWithinMs: FIRST_READY_MS,
});
