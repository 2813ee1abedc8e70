import type { ScoredChunk } from "../../../domain/chunks.ts";

/** A chunk as a search returns it, with the rest filled in. */
export const scoredChunk = (id: string, text: string, score = 0.8): ScoredChunk => ({
  score,
  chunk: {
    id,
    documentId: `document-${id}`,
    category: "articles",
    platform: "web",
    author: { id: "8a6e0804-2bd0-4672-b79d-d97027f9071a", name: "Ada Example" },
    link: `https://example.com/${id}`,
    title: `Title ${id}`,
    heading: "",
    text,
    passage: text,
    position: 0,
    tokens: 10,
  },
});
