import "./keep-to-this-machine.ts";

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import { z } from "zod";
import type { Row } from "./messages.ts";

const jsonObjectSchema = z.record(z.string(), z.unknown());
const idsSchema = z.array(z.int().nonnegative());
const pairSchema = z.object({ input_ids: idsSchema, token_type_ids: idsSchema.optional() });

export interface Tokenizer {
  /** A text as the model's input, cut to its limit in such a way that the last special token stays. */
  encode(text: string): Row;
  /** Two texts as one input, the second one cut where both together are too long. */
  encodePair(first: string, second: string): Row;
  /** Tokens of the whole text with special tokens, however long it is. */
  count(text: string): number;
}

const readJson = async (file: string): Promise<Record<string, unknown>> =>
  jsonObjectSchema.parse(JSON.parse(await readFile(file, "utf8")));

/**
 * Loads the tokenizer of a model's folder (`tokenizer.json`, `tokenizer_config.json`).
 *
 * @param maxTokens the model's limit; the limits in the tokenizer's own files contradict each other and are not used.
 */
export const loadTokenizer = async (folder: string, maxTokens: number): Promise<Tokenizer> => {
  const [definition, configuration] = await Promise.all([
    readJson(join(folder, "tokenizer.json")),
    readJson(join(folder, "tokenizer_config.json")),
  ]);
  const tokenizer = new PreTrainedTokenizer(definition, configuration);
  const cut = (ids: number[]): number[] =>
    ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ...ids.slice(-1)];
  return {
    encode: (text) => ({ ids: cut(idsSchema.parse(tokenizer.encode(text))) }),
    encodePair: (first, second) => {
      const pair = pairSchema.parse(
        tokenizer(first, { text_pair: second, return_tensor: false, return_token_type_ids: true }),
      );
      const ids = cut(pair.input_ids);
      return pair.token_type_ids ? { ids, types: cut(pair.token_type_ids) } : { ids };
    },
    count: (text) => tokenizer.encode(text).length,
  };
};
