import type { Chunk, CleanedDocument } from "../chunks.ts";
import type { Category } from "../documents.ts";
import { chunkId } from "../identity.ts";
import { splitUntil } from "./fit-tokens.ts";
import type { ChunkSizes } from "./pack.ts";
import { withPassages } from "./passages.ts";
import type { Piece } from "./piece.ts";
import { splitProse } from "./prose.ts";
import { splitSourceCode } from "./source-code.ts";
import { textToEmbed } from "./text-to-embed.ts";

export interface ChunkOptions extends ChunkSizes {
  /** The embedder's limit in tokens, special tokens included. */
  readonly maxTokens: number;
  readonly countTokens: (text: string) => number;
}

/** One handler per category: a new category is one file and one line here. */
const handlers: { readonly [Kind in Category]: (text: string, sizes: ChunkSizes) => Piece[] } = {
  articles: splitProse,
  posts: splitProse,
  repositories: splitSourceCode,
};

/**
 * Splits a cleaned document into chunks of about `size` characters, in order. What is embedded of a chunk
 * (`textToEmbed`) never exceeds `maxTokens`; a text that occurs twice in the document is one chunk. Works for any
 * text, and gives the same chunks for the same text.
 */
export const chunkDocument = (cleaned: CleanedDocument, options: ChunkOptions): Chunk[] => {
  const { documentId, category, platform, author, link, title } = cleaned;
  const { maxTokens, countTokens } = options;
  const chunks = new Map<string, Omit<Chunk, "passage">>();
  for (const { heading, text } of handlers[category](cleaned.text, options)) {
    const tokensOf = (part: string): number => countTokens(textToEmbed({ title, heading, text: part }));
    for (const part of splitUntil(text, (candidate) => tokensOf(candidate) <= maxTokens)) {
      const id = chunkId(documentId, part);
      if (chunks.has(id)) continue;
      const position = chunks.size;
      const tokens = tokensOf(part);
      chunks.set(id, {
        id,
        documentId,
        category,
        platform,
        author,
        link,
        title,
        heading,
        text: part,
        position,
        tokens,
      });
    }
  }
  return withPassages([...chunks.values()], options.overlap);
};
