import "./keep-to-this-machine.ts";

import { Worker } from "node:worker_threads";
import { SetupError, UnavailableError } from "../../domain/errors.ts";
import { type Batch, type BatchResult, CLOSE, type ThreadReply, type ThreadSettings } from "./messages.ts";

/** A worker thread with a model in it, which runs one batch at a time. */
export interface InferenceThread extends AsyncDisposable {
  /** @throws {SetupError} when the model cannot be loaded or run; {UnavailableError} when the thread ends meanwhile. */
  run(batch: Batch): Promise<BatchResult>;
}

interface Waiting {
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts a thread. While it has nothing to do, it does not keep the process alive.
 *
 * @param onExit called when the thread has ended, for whatever reason.
 */
export const startInferenceThread = (settings: ThreadSettings, onExit: () => void): InferenceThread => {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: settings });
  worker.unref();
  let waiting: Waiting | undefined;
  let closing = false;
  const exited = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  const settle = (use: (waiter: Waiting) => void): void => {
    const waiter = waiting;
    waiting = undefined;
    if (!closing) worker.unref();
    if (waiter) use(waiter);
  };
  worker.on("message", (reply: ThreadReply) =>
    settle(({ resolve, reject }) =>
      reply.ok
        ? resolve(reply.result)
        : reject(new SetupError(`${settings.modelFile} cannot be run: ${reply.message}`)),
    ),
  );
  worker.on("error", (error) => settle(({ reject }) => reject(error)));
  worker.on("exit", (code) => {
    settle(({ reject }) => reject(new UnavailableError(`an inference thread ended with code ${code}`)));
    onExit();
  });
  return {
    run: (batch) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        worker.ref();
        worker.postMessage(batch);
      }),
    // Never `terminate()`: onnxruntime's binding aborts the whole process when its thread is torn down in a run.
    [Symbol.asyncDispose]: () => {
      closing = true;
      worker.ref();
      worker.postMessage(CLOSE);
      return exited;
    },
  };
};
