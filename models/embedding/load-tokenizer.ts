import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";

const jsonObjectSchema = z.record(z.string(), z.unknown());
const idsSchema = z.array(z.int().nonnegative());

export interface EmbeddingTokenizer {
  /** Token ids with special tokens, cut to the model's limit in such a way that the last special token stays. */
  encode(text: string): readonly number[];
  /** Tokens of the whole text with special tokens, however long it is. */
  count(text: string): number;
}

const readJson = async (file: string): Promise<Record<string, unknown>> =>
  jsonObjectSchema.parse(JSON.parse(await readFile(file, "utf8")));

/**
 * Loads the tokenizer of a model's folder.
 *
 * @param maxTokens the model's limit; the limits in the tokenizer's own files contradict each other and are not used.
 */
export const loadTokenizer = async (folder: string, maxTokens: number): Promise<EmbeddingTokenizer> => {
  const [definition, configuration] = await Promise.all([
    readJson(join(folder, "tokenizer.json")),
    readJson(join(folder, "tokenizer_config.json")),
  ]);
  const tokenizer = new PreTrainedTokenizer(definition, configuration);
  const encodeAll = (text: string): number[] => idsSchema.parse(tokenizer.encode(text));
  return {
    encode: (text) => {
      const ids = encodeAll(text);
      return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)];
    },
    count: (text) => encodeAll(text).length,
  };
};
