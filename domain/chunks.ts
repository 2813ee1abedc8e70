import type { Author, Category, Platform } from "./documents.ts";

/** A document after cleaning: plain Markdown-like text, ready to be chunked or turned into training samples. */
export interface CleanedDocument {
  readonly documentId: string;
  readonly category: Category;
  readonly platform: Platform;
  readonly author: Author;
  readonly link: string;
  readonly title: string;
  readonly text: string;
  /** What this text was made from and how: content hash and cleaning version. Equal versions need no new work. */
  readonly version: string;
}

/** A piece of a cleaned document, small enough for the embedder. */
export interface Chunk {
  /** See `chunkId`. */
  readonly id: string;
  readonly documentId: string;
  readonly category: Category;
  readonly platform: Platform;
  readonly author: Author;
  readonly link: string;
  readonly title: string;
  /** The headings above the chunk, outermost first, joined by " › "; empty where there are none. */
  readonly heading: string;
  /** What is embedded (see `textToEmbed`) and cited. */
  readonly text: string;
  /** The text with its neighbours in the document: what is searched by words and shown as a result. */
  readonly passage: string;
  /** Place in the document, from 0 without gaps. */
  readonly position: number;
  /** Length of what is embedded, in tokens of the embedder, special tokens included. */
  readonly tokens: number;
}

/** A chunk with its embedding: `dimension` floats of unit length. */
export interface EmbeddedChunk extends Chunk {
  readonly vector: Float32Array;
}

/** A chunk that a search found; the higher the score the better (cosine for dense, BM25 for text). */
export interface ScoredChunk {
  readonly chunk: Chunk;
  readonly score: number;
}
