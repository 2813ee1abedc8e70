import type { Interval } from "./busy-time.ts";

/**
 * What is read from a model's output: for embedders the mean of the tokens' states or the state of the first token
 * (`cls`), both at unit length; for cross-encoders the logits as they are.
 */
export const heads = ["mean", "cls", "logits"] as const;
export type Head = (typeof heads)[number];

/** What an inference thread is started with. */
export interface ThreadSettings {
  readonly modelFile: string;
  readonly head: Head;
  /** Floats that the head gives for each text. */
  readonly width: number;
  /** Threads of the operating system that compute one batch. */
  readonly computeThreads: number;
}

/** One input: token ids, and for a pair of texts which of the two each token belongs to (0 or 1). */
export interface Row {
  readonly ids: readonly number[];
  readonly types?: readonly number[] | undefined;
}

export type Batch = readonly Row[];

export interface BatchResult {
  /** `width` floats per row. */
  readonly vectors: Float32Array[];
  /** When the model itself ran, in milliseconds since the epoch. */
  readonly inference: Interval;
}

/** What a thread answers to each batch. */
export type ThreadReply =
  | { readonly ok: true; readonly result: BatchResult }
  | { readonly ok: false; readonly message: string };

/** Sent instead of a batch, it ends the thread after what it was given before. */
export const CLOSE = "close";
