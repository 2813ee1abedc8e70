import { UnavailableError } from "../../domain/errors.ts";
import { type InferenceThread, startInferenceThread } from "./inference-thread.ts";
import type { Batch, BatchResult, ThreadSettings } from "./messages.ts";

/** Runs batches beside the calling thread, first come, first served. */
export interface InferencePool extends AsyncDisposable {
  /** @throws the signal's reason when aborted before the batch began to run. */
  run(batch: Batch, signal?: AbortSignal): Promise<BatchResult>;
}

/** Sessions end after this time without work: only then does the memory of their model return. */
const IDLE_MS = 5 * 60_000;

/** More threads than this gain little on one batch, which is small: they get a batch, and a copy of the model, of their own. */
const MOST_THREADS_A_SESSION = 4;

interface Job {
  readonly batch: Batch;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (result: BatchResult) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Creates a pool that opens sessions of a model as work comes in, each in a thread of its own, and ends them when they are
 * idle for long.
 *
 * @param threads threads that compute, over all sessions; every four of them hold a copy of the model.
 */
export const createInferencePool = (
  settings: Omit<ThreadSettings, "computeThreads">,
  { threads, idleMs = IDLE_MS }: { readonly threads: number; readonly idleMs?: number },
): InferencePool => {
  const sessions = Math.ceil(threads / MOST_THREADS_A_SESSION);
  const computeThreads = Math.floor(threads / sessions);
  const all = new Set<InferenceThread>();
  const idle: InferenceThread[] = [];
  const queue: Job[] = [];
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    const ending = [...all];
    // Nobody may give work to a thread that is about to end.
    all.clear();
    idle.length = 0;
    await Promise.all(ending.map((thread) => thread[Symbol.asyncDispose]()));
  };

  const restartIdleTimer = (): void => {
    clearTimeout(timer);
    if (idle.length < all.size) return;
    timer = setTimeout(() => void end(), idleMs);
    timer.unref();
  };

  const start = (): InferenceThread => {
    const thread = startInferenceThread({ ...settings, computeThreads }, () => {
      all.delete(thread);
      if (idle.includes(thread)) idle.splice(idle.indexOf(thread), 1);
    });
    all.add(thread);
    return thread;
  };

  const work = async (thread: InferenceThread, job: Job): Promise<void> => {
    try {
      job.resolve(await thread.run(job.batch));
    } catch (error) {
      job.reject(error);
    }
    if (all.has(thread)) idle.push(thread);
    restartIdleTimer();
    next();
  };

  const dropAborted = (): void => {
    while (queue[0]?.signal?.aborted) {
      const job = queue.shift();
      job?.reject(job.signal?.reason);
    }
  };

  const next = (): void => {
    dropAborted();
    const job = queue[0];
    if (!job) return;
    const thread = idle.pop() ?? (all.size < sessions ? start() : undefined);
    if (!thread) return;
    clearTimeout(timer);
    queue.shift();
    void work(thread, job);
  };

  return {
    run: (batch, signal) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new UnavailableError("the model is closed"));
        queue.push({ batch, signal, resolve, reject });
        next();
      }),
    [Symbol.asyncDispose]: async () => {
      closed = true;
      clearTimeout(timer);
      for (const job of queue.splice(0)) job.reject(new UnavailableError("the model was closed"));
      await end();
    },
  };
};
