import type { ScoredChunk } from "../../domain/chunks.ts";
import type { Citation } from "../contract.ts";

/** Shows a chunk as the source with this number. */
export const toCitation = (number: number, { chunk, score }: ScoredChunk): Citation => ({
  number,
  chunkId: chunk.id,
  documentId: chunk.documentId,
  link: chunk.link,
  title: chunk.title,
  author: chunk.author.name,
  text: chunk.passage,
  score,
});
