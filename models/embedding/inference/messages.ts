import type { Interval } from "../busy-time.ts";

/** What an inference thread is started with. */
export interface ThreadSettings {
  readonly modelFile: string;
  readonly pooling: "mean" | "cls";
  /** Floats per vector. */
  readonly dimension: number;
}

/** Token ids of some texts, one row each. */
export type Batch = readonly (readonly number[])[];

export interface BatchResult {
  /** One vector of unit length per text. */
  readonly vectors: Float32Array[];
  /** When the model itself ran, in milliseconds since the epoch. */
  readonly inference: Interval;
}

/** What a thread answers to each batch. */
export type ThreadReply =
  | { readonly ok: true; readonly result: BatchResult }
  | { readonly ok: false; readonly error: Error };
