import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Point } from "./umap.ts";

const messageSchema = z.union([
  z.object({ points: z.array(z.tuple([z.number(), z.number()])) }),
  z.object({ done: z.number() }),
]);

export type Project = (
  vectors: readonly Float32Array[],
  options: {
    readonly seed: number;
    readonly onProgress: (done: number) => void;
    readonly signal: AbortSignal;
  },
) => Promise<Point[]>;

/** Lays vectors out in a worker thread, so that the gateway goes on answering meanwhile. */
export const projectInWorker: Project = (vectors, { seed, onProgress, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./projection-worker.ts", import.meta.url), {
      workerData: { vectors: vectors.map((vector) => [...vector]), seed },
    });
    signal.addEventListener("abort", () => {
      reject(signal.reason);
      void worker.terminate();
    });
    worker.on("message", (message: unknown) => {
      const parsed = messageSchema.parse(message);
      if ("done" in parsed) onProgress(parsed.done);
      else resolve(parsed.points);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`The projection's thread ended with code ${code}.`)));
  });
