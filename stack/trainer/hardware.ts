import { availableParallelism, totalmem } from "node:os";
import { runProgram } from "../downloads/run-program.ts";

/** What `TRAINER_DEVICE` may be. */
export type TrainerDevice = "auto" | "cpu" | "cuda";

/** Names and memory of the NVIDIA GPUs that the driver sees; none where there is no driver. */
export const listGpus = async (signal?: AbortSignal): Promise<readonly string[]> => {
  try {
    const listed = await runProgram(
      ["nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader"],
      { signal },
    );
    return listed.split("\n").filter(Boolean);
  } catch {
    signal?.throwIfAborted();
    return [];
  }
};

/** Where the trainer will compute, before PyTorch is there to be asked. */
export const chooseDevice = async (wanted: TrainerDevice, signal?: AbortSignal): Promise<"cpu" | "cuda"> =>
  wanted === "auto" ? ((await listGpus(signal)).length > 0 ? "cuda" : "cpu") : wanted;

/** What this machine has, in words. */
export const describeMachine = async (wanted: TrainerDevice): Promise<string> => {
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GiB`;
  const gpus = wanted === "cpu" ? [] : await listGpus();
  return [...gpus, `cpu, ${availableParallelism()} cores, ${memory}`].join("; ");
};

/**
 * Threads that the trainer computes with on processors. PyTorch's threads wait for each other at every step: with one
 * that finds no free core, all get many times slower, so a core is left to the rest, and on few cores there is one.
 */
export const cpuThreads = (cores: number): number => (cores >= 4 ? cores - 1 : 1);
