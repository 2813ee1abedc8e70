import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Embedder, EmbedOptions, EmbedResult } from "../embedder.ts";
import { busyTime } from "../inference/busy-time.ts";
import { createInferencePool } from "../inference/inference-pool.ts";
import { loadTokenizer, type Tokenizer } from "../inference/load-tokenizer.ts";
import type { Row } from "../inference/messages.ts";
import { planBatches } from "../inference/plan-batches.ts";

export interface EmbedderOptions {
  /** The model's name in the catalogue. */
  readonly name: string;
  /** A folder with `onnx/model.onnx`, `tokenizer.json` and `tokenizer_config.json`. */
  readonly folder: string;
  readonly dimension: number;
  readonly maxTokens: number;
  readonly pooling: "mean" | "cls";
  /** Most threads that embed at a time. */
  readonly threads: number;
}

/** Texts that are tokenized before other work of this thread gets its turn (about 3 ms). */
const TOKENIZED_AT_ONCE = 32;

const tokenizeAll = async (
  tokenizer: Tokenizer,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Row[]> => {
  const encoded: Row[] = [];
  for (const [index, text] of texts.entries()) {
    if (index > 0 && index % TOKENIZED_AT_ONCE === 0) await setImmediate();
    signal?.throwIfAborted();
    encoded.push(tokenizer.encode(text));
  }
  return encoded;
};

/**
 * Creates an embedder whose tokenizer runs on the calling thread and whose model runs in threads of its own, which
 * start with the first text. Equal texts of one call are embedded once. Dispose of it before the process exits:
 * onnxruntime aborts a process that exits while a thread runs a model.
 */
export const createEmbedder = async ({
  name,
  folder,
  dimension,
  maxTokens,
  pooling,
  threads,
}: EmbedderOptions): Promise<Embedder> => {
  const tokenizer = await loadTokenizer(folder, maxTokens);
  const modelFile = join(folder, "onnx", "model.onnx");
  const pool = createInferencePool({ modelFile, head: pooling, width: dimension }, { threads });

  const embedDistinct = async (
    texts: readonly string[],
    signal: AbortSignal | undefined,
    onBatch: (texts: readonly string[]) => void,
  ): Promise<{ vectors: ReadonlyMap<string, Float32Array>; inferenceMs: number }> => {
    const encoded = await tokenizeAll(tokenizer, texts, signal);
    const vectors = new Map<string, Float32Array>();
    const batches = planBatches(encoded.map(({ ids }) => ids.length));
    const intervals = await Promise.all(
      batches.map(async (batch) => {
        const result = await pool.run(
          batch.map((index) => encoded[index] ?? { ids: [] }),
          signal,
        );
        signal?.throwIfAborted();
        const ofBatch = batch.map((index) => texts[index] ?? "");
        for (const [row, vector] of result.vectors.entries()) vectors.set(ofBatch[row] ?? "", vector);
        onBatch(ofBatch);
        return result.inference;
      }),
    );
    return { vectors, inferenceMs: busyTime(intervals) };
  };

  const embed = async (texts: readonly string[], options: EmbedOptions = {}): Promise<EmbedResult> => {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const places = new Map<string, number[]>();
    for (const [index, text] of texts.entries()) {
      const known = places.get(text);
      if (known) known.push(index);
      else places.set(text, [index]);
    }
    let done = 0;
    const { vectors, inferenceMs } = await embedDistinct([...places.keys()], signal, (ofBatch) => {
      for (const text of ofBatch) done += places.get(text)?.length ?? 0;
      onProgress?.(done);
    });
    return {
      // Every text has a vector now; each gets a copy, so that no caller can change another's.
      vectors: texts.map((text) => Float32Array.from(vectors.get(text) ?? [])),
      inferenceMs,
    };
  };

  return {
    model: name,
    dimension,
    maxTokens,
    countTokens: tokenizer.count,
    embed,
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
};
