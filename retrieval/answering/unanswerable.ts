import type { ScoredChunk } from "../../domain/chunks.ts";
import type { Citation } from "../contract.ts";
import { toCitation } from "./to-citation.ts";

/** Documents that are offered where none answers. */
const NEAREST_DOCUMENTS = 3;

/** The best chunk of each of the nearest documents. */
export const nearestDocuments = (results: readonly ScoredChunk[]): Citation[] => {
  const firstOf = new Map<string, ScoredChunk>();
  for (const result of results) {
    if (!firstOf.has(result.chunk.documentId)) firstOf.set(result.chunk.documentId, result);
  }
  return [...firstOf.values()]
    .slice(0, NEAREST_DOCUMENTS)
    .map((result, index) => toCitation(index + 1, result));
};

/** What is said in place of an answer that the documents don't hold. */
export const unanswerableText = (author: string | undefined, nearest: readonly Citation[]): string => {
  const published = author === undefined ? "What has been collected so far" : `What ${author} has published`;
  const sources =
    nearest.length === 0
      ? "and nothing near it was found."
      : `and the documents nearest to it are ${nearest.map(({ number }) => `[${number}]`).join(" ")}.`;
  return `${published} does not answer this question, ${sources}`;
};
