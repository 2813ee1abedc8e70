import type { DatasetsConfig } from "../../../configs/datasets.ts";
import { chunkDocument } from "../../../domain/chunking/chunk-document.ts";
import type { Chunk, CleanedDocument } from "../../../domain/chunks.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { estimateTextTokens } from "../../../models/generation/estimate-tokens.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import { type DatasetPrompt, renderDatasetPrompt } from "./dataset-prompt.ts";

/** Fewest tokens of an extract about which anything can be asked. */
const LEAST_ROOM = 100;

/** Most tokens that the answer with so many samples may take. */
export const tokensFor = (samples: number, { generation }: DatasetsConfig): number =>
  samples * generation.tokensPerSample;

/**
 * Cuts a document by its structure into extracts that fit the prompt beside the answer.
 *
 * @param samples most samples that are asked of one extract.
 * @throws {InvalidInputError} when the model's context has no room for an extract.
 */
export const cutExtracts = async (
  document: CleanedDocument,
  samples: number,
  config: DatasetsConfig,
  prompt: DatasetPrompt,
  backend: Pick<GenerationBackend, "countTokens" | "describe">,
): Promise<Chunk[]> => {
  const { model, contextTokens } = await backend.describe();
  const empty = renderDatasetPrompt(prompt, {
    author: document.author.name,
    title: "",
    extract: "",
    count: String(samples),
  });
  const room = contextTokens - tokensFor(samples, config) - (await backend.countTokens(empty));
  if (room < LEAST_ROOM) {
    throw new InvalidInputError(
      `The ${contextTokens} tokens of ${model} leave no room for an extract beside ${samples} samples: ask for fewer per document, or lower generation.tokensPerSample in configs/datasets.yaml.`,
    );
  }
  const { extract, shortestExtract } = config.generation;
  return chunkDocument(document, {
    size: extract,
    overlap: 0,
    maxTokens: room,
    countTokens: estimateTextTokens,
  }).filter(({ text }) => text.length >= shortestExtract);
};
