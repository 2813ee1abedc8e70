import { describe, expect, it } from "vitest";
import type { Chunk, ScoredChunk } from "../../domain/chunks.ts";
import { authorId } from "../../domain/identity.ts";
import type { Embedder } from "../../models/embedder.ts";
import type { Reranker } from "../../models/reranker.ts";
import type { RetrievalRequest } from "../../retrieval/contract.ts";
import { createRetriever, type RetrieverDependencies } from "../../retrieval/retriever.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import { strictFake } from "../support/strict-fake.ts";

const ada = { id: authorId("Ada"), name: "Ada" };

const chunk = (id: string, documentId = id, position = 0): Chunk => ({
  id,
  documentId,
  category: "articles",
  platform: "web",
  author: ada,
  link: `https://a.org/${documentId}`,
  title: documentId,
  heading: "",
  text: id,
  passage: id,
  position,
  tokens: 3,
});

const ranked = (...ids: string[]): ScoredChunk[] =>
  ids.map((id, index) => ({ chunk: chunk(id), score: 0.9 - index * 0.1 }));

const embedder = strictFake<Embedder>("embedder", {
  embed: async () => ({ vectors: [new Float32Array([1])], inferenceMs: 1 }),
});

const retrieverOver = (vectors: Partial<VectorStore>, more: Partial<RetrieverDependencies> = {}) =>
  createRetriever({
    warehouse: strictFake<Warehouse>("warehouse", {
      findAuthor: async (name) => (name === "Ada" ? ada : undefined),
    }),
    vectors: strictFake<VectorStore>("vectors", {
      readAliases: async () => new Map([["embedded_articles", "embedded_articles__x"]]),
      ...vectors,
    }),
    embedder,
    config: { denseWeight: 0.5, candidates: 10, perDocument: 2, threshold: 0.5 },
    now: () => 0,
    ...more,
  });

const ask = (change: Partial<RetrievalRequest> = {}): RetrievalRequest => ({
  query: "what",
  limit: 5,
  mode: "hybrid",
  ...change,
});
const { signal } = new AbortController();
const ids = (results: readonly ScoredChunk[]): string[] => results.map((result) => result.chunk.id);

describe("createRetriever", () => {
  it("puts first what both searches find", async () => {
    const retriever = retrieverOver({
      searchDense: async () => ranked("a", "b"),
      searchText: async () => ranked("b", "c"),
    });
    const found = await retriever.retrieve(ask(), signal);
    expect(ids(found.results)).toEqual(["b", "a", "c"]);
    expect(found.confidence).toBeCloseTo(0.9, 10);
    expect(found.answerable).toBe(true);
  });

  it("asks only the search that the mode names", async () => {
    const dense = retrieverOver({ searchDense: async () => ranked("a") });
    expect(ids((await dense.retrieve(ask({ mode: "dense" }), signal)).results)).toEqual(["a"]);
    const text = retrieverOver({ searchText: async () => ranked("t") });
    expect(ids((await text.retrieve(ask({ mode: "text" }), signal)).results)).toEqual(["t"]);
  });

  it("searches by NFKC, so that mathematical letters find plain ones", async () => {
    const queries: string[] = [];
    const retriever = retrieverOver({
      searchText: async (_, query) => {
        queries.push(query);
        return [];
      },
    });
    await retriever.retrieve(ask({ mode: "text", query: " 𝘸𝘢𝘵𝘤𝘩 " }), signal);
    expect(queries).toEqual(["watch"]);
  });

  it("matches nothing for an unknown author or a link that is none, and says so", async () => {
    const filters: unknown[] = [];
    const retriever = retrieverOver({
      searchText: async (_, __, { filter }) => {
        filters.push(filter);
        return [];
      },
    });
    const found = await retriever.retrieve(ask({ mode: "text", author: "Bob", links: ["no link"] }), signal);
    expect(filters).toEqual([{ authorIds: [], links: [] }]);
    expect(found.warnings.join()).toMatch(/"Bob".*"no link"/);
    expect(found.answerable).toBe(false);
  });

  it("finds links in any spelling", async () => {
    const filters: unknown[] = [];
    const retriever = retrieverOver({
      searchText: async (_, __, { filter }) => {
        filters.push(filter);
        return [];
      },
    });
    await retriever.retrieve(ask({ mode: "text", links: ["http://WWW.a.org/x/?utm_source=y#top"] }), signal);
    expect(filters).toEqual([{ links: ["https://a.org/x"] }]);
  });

  it("lets no document fill the list, nor a chunk stand in a better one's passage", async () => {
    const found = [
      chunk("1", "d", 1),
      chunk("2", "d", 2),
      chunk("5", "d", 5),
      chunk("9", "d", 9),
      chunk("x", "e"),
    ];
    const retriever = retrieverOver({
      searchDense: async () => found.map((each, index) => ({ chunk: each, score: 0.9 - index * 0.1 })),
    });
    expect(ids((await retriever.retrieve(ask({ mode: "dense" }), signal)).results)).toEqual(["1", "5", "x"]);
  });

  it("says what to do while nothing can be searched", async () => {
    const retriever = retrieverOver({ readAliases: async () => new Map() });
    const found = await retriever.retrieve(ask(), signal);
    expect(found.results).toEqual([]);
    expect(found.warnings.join()).toContain("run featureEngineering");
  });

  it("lets a reranker have the last word", async () => {
    const reranker = strictFake<Reranker>("reranker", {
      score: async (_, passages) => passages.map((passage) => (passage === "c" ? 1 : 0)),
    });
    const retriever = retrieverOver(
      { searchDense: async () => ranked("a", "b"), searchText: async () => ranked("c") },
      { reranker },
    );
    expect(ids((await retriever.retrieve(ask(), signal)).results)[0]).toBe("c");
  });

  it("throws the signal's reason when aborted", async () => {
    const retriever = retrieverOver({ searchText: async () => [] });
    await expect(
      retriever.retrieve(ask({ mode: "text" }), AbortSignal.abort(new Error("gone"))),
    ).rejects.toThrow("gone");
  });
});
