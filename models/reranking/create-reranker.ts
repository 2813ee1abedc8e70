import { join } from "node:path";
import { createInferencePool } from "../inference/inference-pool.ts";
import { loadTokenizer } from "../inference/load-tokenizer.ts";
import { planBatches } from "../inference/plan-batches.ts";
import type { Reranker } from "../reranker.ts";

export interface RerankerOptions {
  /** The model's name in the catalogue. */
  readonly name: string;
  /** A folder with `onnx/model.onnx`, `tokenizer.json` and `tokenizer_config.json`. */
  readonly folder: string;
  /** Longest query and passage together, special tokens included; longer passages are cut. */
  readonly maxTokens: number;
  /** Most threads that score at a time. */
  readonly threads: number;
}

/** Creates a reranker over a cross-encoder with one logit, which runs in threads of its own. */
export const createReranker = async ({
  name,
  folder,
  maxTokens,
  threads,
}: RerankerOptions): Promise<Reranker> => {
  const tokenizer = await loadTokenizer(folder, maxTokens);
  const modelFile = join(folder, "onnx", "model.onnx");
  const pool = createInferencePool({ modelFile, head: "logits", width: 1 }, { threads });
  return {
    model: name,
    score: async (query, passages, signal) => {
      signal?.throwIfAborted();
      const rows = passages.map((passage) => tokenizer.encodePair(query, passage));
      const scores = new Array<number>(passages.length).fill(0);
      const scoreBatch = async (batch: readonly number[]): Promise<void> => {
        const { vectors } = await pool.run(
          batch.map((index) => rows[index] ?? { ids: [] }),
          signal,
        );
        for (const [row, index] of batch.entries()) scores[index] = vectors[row]?.[0] ?? 0;
      };
      await Promise.all(planBatches(rows.map(({ ids }) => ids.length)).map(scoreBatch));
      signal?.throwIfAborted();
      return scores;
    },
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
};
