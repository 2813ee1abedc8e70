import { randomUUID } from "node:crypto";
import type { CleanedDocument, EmbeddedChunk } from "../../../domain/chunks.ts";
import { authorId, chunkId, documentId } from "../../../domain/identity.ts";
import type { ChunkReplacement } from "../../../stores/vector-store.ts";

/** Small, so that a failing comparison can be read. */
export const DIMENSION = 16;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const unitVector = (random: () => number, dimension: number = DIMENSION): Float32Array => {
  const raw = Array.from({ length: dimension }, () => random() - 0.5);
  const length = Math.hypot(...raw);
  return Float32Array.from(raw, (value) => value / length);
};

export const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);

export const authorNamed = (name: string) => ({ id: authorId(name), name });
export const ada = authorNamed("Ada Lovelace");
export const grace = authorNamed("Grace Hopper");

export const cleanedDocument = (path: string, overrides: Partial<CleanedDocument> = {}): CleanedDocument => {
  const link = overrides.link ?? `https://example.com/${path}`;
  return {
    documentId: documentId(link),
    category: "articles",
    platform: "web",
    author: ada,
    link,
    title: `About ${path}`,
    text: `What ${path} is.`,
    version: "v1",
    ...overrides,
  };
};

export interface ChunkText {
  readonly text: string;
  readonly heading?: string;
  readonly vector?: Float32Array;
}

/** A document's chunks; vectors that are not given follow from `seed`. */
export const replacementOf = (
  document: CleanedDocument,
  texts: readonly (ChunkText | string)[],
  seed = 1,
): ChunkReplacement => {
  const random = createRandom(seed);
  const chunks = texts.map((entry, position): EmbeddedChunk => {
    const {
      text,
      heading = "",
      vector = unitVector(random),
    } = typeof entry === "string" ? { text: entry } : entry;
    return {
      id: chunkId(document.documentId, text),
      documentId: document.documentId,
      category: document.category,
      platform: document.platform,
      author: document.author,
      link: document.link,
      title: document.title,
      heading,
      text,
      passage: text,
      position,
      tokens: text.split(/\s+/).length + 2,
      vector,
    };
  });
  return { documentId: document.documentId, version: document.version, chunks };
};

/** A name that no other run uses, so that suites may share a server. */
export const uniqueName = (label: string): string => `contract_${label}_${randomUUID().slice(0, 8)}`;

/** Walks all pages of a listing. */
export const walk = async <T>(
  page: (after: string | undefined) => Promise<{ items: readonly T[]; next?: string }>,
): Promise<T[]> => {
  const items: T[] = [];
  for (let after: string | undefined; ; ) {
    const { items: found, next } = await page(after);
    items.push(...found);
    if (next === undefined) return items;
    after = next;
  }
};
