import type { Document } from "../../domain/documents.ts";
import type { Embedder } from "../../models/embedder.ts";

/** A window of a document, as the handbook's pipeline stores it. */
interface Window {
  readonly documentId: string;
  readonly text: string;
  readonly vector: Float32Array;
}

/** A passage that a way of searching found. */
export interface FoundPassage {
  readonly documentId: string;
  readonly text: string;
}

const WINDOW_TOKENS = 256;
const OVERLAP_TOKENS = 50;

const strip = (text: string): string =>
  text
    .replace(/[^\w\s.,!?]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Cuts a text into windows of so many tokens at word borders; each starts `OVERLAP_TOKENS` before the last one's end. */
const toWindows = (text: string, countTokens: (text: string) => number): string[] => {
  const words = text.split(" ");
  const lengths = words.map((word) => countTokens(word) - 2);
  const windows: string[] = [];
  let start = 0;
  while (start < words.length) {
    let end = start;
    let tokens = 2;
    while (end < words.length && tokens + (lengths[end] ?? 0) <= WINDOW_TOKENS) tokens += lengths[end++] ?? 0;
    end = Math.max(end, start + 1);
    windows.push(words.slice(start, end).join(" "));
    if (end >= words.length) break;
    let back = end;
    let overlap = 0;
    while (back > start + 1 && overlap < OVERLAP_TOKENS) overlap += lengths[--back] ?? 0;
    start = back;
  }
  return windows;
};

/**
 * The way of the LLM Engineer's Handbook, for comparison: text stripped to words and `.,!?`, windows of 256 tokens
 * with 50 overlap, nearest by cosine.
 */
export const openHandbookWay = async (
  documents: readonly Document[],
  embedder: Embedder,
): Promise<(question: string, limit: number) => Promise<FoundPassage[]>> => {
  const pieces = documents.flatMap((document) =>
    document.category === "repositories"
      ? []
      : toWindows(strip(document.content), embedder.countTokens).map((text) => ({
          documentId: document.id,
          text,
        })),
  );
  const { vectors } = await embedder.embed(pieces.map((piece) => piece.text));
  const windows: Window[] = pieces.flatMap((piece, index) => {
    const vector = vectors[index];
    return vector ? [{ ...piece, vector }] : [];
  });
  return async (question, limit) => {
    const [query] = (await embedder.embed([question])).vectors;
    const similarity = (vector: Float32Array): number =>
      vector.reduce((sum, value, index) => sum + value * (query?.[index] ?? 0), 0);
    return windows
      .map((window) => ({ window, score: similarity(window.vector) }))
      .sort((left, right) => right.score - left.score)
      .slice(0, limit)
      .map(({ window }) => ({ documentId: window.documentId, text: window.text }));
  };
};
