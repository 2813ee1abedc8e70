import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { layOut } from "./umap.ts";

const inputSchema = z.object({ vectors: z.array(z.array(z.number())), seed: z.int() });

// The entry of a worker thread: lays out what it was given, tells how far it is, answers with the points and ends.
const { vectors, seed } = inputSchema.parse(workerData);
const points = layOut(vectors, seed, (done) => parentPort?.postMessage({ done }));
parentPort?.postMessage({ points });
