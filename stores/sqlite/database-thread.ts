import { Worker } from "node:worker_threads";
import { UnavailableError } from "../../domain/errors.ts";
import { unpackError } from "./errors.ts";
import type { ThreadRequest } from "./operations.ts";
import type { ThreadResponse } from "./thread.ts";

/** A running thread with its own connection; it answers calls in the order in which they came. */
export interface DatabaseThread extends AsyncDisposable {
  /** Calls that are not answered yet. */
  readonly pending: () => number;
  call(name: string, args: readonly unknown[]): Promise<unknown>;
}

/** Resolves when the thread has opened the file. */
export const startDatabaseThread = async (
  file: string,
  access: "read" | "write",
): Promise<DatabaseThread> => {
  const worker = new Worker(new URL("./thread.ts", import.meta.url), { workerData: { file, access } });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let ended: UnavailableError | undefined;
  let lastId = 0;

  const expect = (id: number): Promise<unknown> => {
    const deferred = Promise.withResolvers<unknown>();
    waiting.set(id, deferred);
    return deferred.promise;
  };
  const end = (reason: string): void => {
    ended ??= new UnavailableError(`The thread of the database ${file} has ended: ${reason}`);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  const post = (request: ThreadRequest): void => worker.postMessage(request);

  worker.on("message", (response: ThreadResponse) => {
    const deferred = waiting.get(response.id);
    waiting.delete(response.id);
    if ("failure" in response) deferred?.reject(unpackError(response.failure));
    else deferred?.resolve(response.value);
  });
  worker.on("error", (error) => end(String(error)));
  const exited = new Promise<void>((resolve) => {
    worker.on("exit", () => {
      end("it was closed");
      resolve();
    });
  });
  const close = async (): Promise<void> => {
    if (!ended) post({ type: "close" });
    await exited;
  };

  try {
    await expect(0);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    pending: () => waiting.size,
    call: async (name, args) => {
      if (ended) throw ended;
      lastId += 1;
      const answer = expect(lastId);
      try {
        post({ type: "call", id: lastId, name, args });
      } catch (error) {
        waiting.delete(lastId);
        throw error;
      }
      return answer;
    },
    [Symbol.asyncDispose]: close,
  };
};
