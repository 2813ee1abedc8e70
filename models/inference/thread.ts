import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createInference } from "./create-inference.ts";
import { CLOSE, heads, type ThreadReply } from "./messages.ts";

// The entry of an inference thread: one batch in, one reply out, in order.
const port = parentPort;
if (!port) throw new Error("this file runs as a worker thread only");

const settings = z
  .object({
    modelFile: z.string(),
    head: z.enum(heads),
    width: z.int().positive(),
    computeThreads: z.int().positive(),
  })
  .parse(workerData);
const batchSchema = z.array(z.object({ ids: z.array(z.int()), types: z.array(z.int()).optional() }));
const loading = createInference(settings);
// A failure is answered to whoever sends a batch.
loading.catch(() => {});

const reply = (message: ThreadReply): void => {
  const transfer = message.ok ? message.result.vectors.map((vector) => vector.buffer) : [];
  // Every vector was allocated here with a plain ArrayBuffer of its own.
  port.postMessage(
    message,
    transfer.filter((buffer) => buffer instanceof ArrayBuffer),
  );
};

const handle = async (message: unknown): Promise<void> => {
  if (message === CLOSE) return port.close();
  try {
    const run = await loading;
    reply({ ok: true, result: await run(batchSchema.parse(message)) });
  } catch (error) {
    reply({ ok: false, message: error instanceof Error ? error.message : String(error) });
  }
};

let last = Promise.resolve();
port.on("message", (message: unknown) => {
  last = last.then(() => handle(message));
});
