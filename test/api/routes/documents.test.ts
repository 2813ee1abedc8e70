import { expect, test } from "vitest";
import { documentId } from "../../../domain/identity.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { servingRegistry } from "../../support/serving-registry.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { startGateway } from "../support/gateway.ts";

const id = documentId("/guides/x");
const author = { id: documentId("/ada"), name: "Ada" };

test("an author that nobody knows has no documents", async () => {
  const filters: unknown[] = [];
  const warehouse = strictFake<Warehouse>("warehouse", {
    findAuthor: async () => undefined,
    listDocuments: async (filter) => {
      filters.push(filter);
      return { items: [] };
    },
  });
  await using gateway = await startGateway({ warehouse });
  const response = await fetch(`${gateway.url}/documents?author=Nobody&category=posts`);
  expect(await response.json()).toEqual({ items: [] });
  expect(filters).toEqual([{ authorIds: [], categories: ["posts"] }]);
});

test("a deletion reaches every collection behind the aliases, then the warehouse", async () => {
  const calls: string[] = [];
  const vectors = strictFake<VectorStore>("vectors", {
    readAliases: async () =>
      new Map([
        ["cleaned_articles", "cleaned_articles__1"],
        ["embedded_articles", "embedded_articles__1"],
      ]),
    deleteDocuments: async (collection, filter) => {
      calls.push(`${collection} ${JSON.stringify(filter)}`);
      return collection.startsWith("embedded") ? 5 : 1;
    },
  });
  const warehouse = strictFake<Warehouse>("warehouse", {
    deleteDocuments: async (filter) => {
      calls.push(`warehouse ${JSON.stringify(filter)}`);
      return 1;
    },
  });
  await using gateway = await startGateway({ warehouse, vectors });
  const response = await fetch(`${gateway.url}/documents/${id}`, { method: "DELETE" });
  expect(await response.json()).toEqual({ documents: 1, cleanedDocuments: 1, chunks: 5 });
  const filter = JSON.stringify({ documentIds: [id] });
  expect(calls).toEqual([
    `embedded_articles__1 ${filter}`,
    `cleaned_articles__1 ${filter}`,
    `warehouse ${filter}`,
  ]);
});

test("what is not there is 404", async () => {
  const warehouse = strictFake<Warehouse>("warehouse", {
    getDocuments: async () => [],
    findAuthor: async () => undefined,
  });
  await using gateway = await startGateway({ warehouse });
  expect((await fetch(`${gateway.url}/documents/${id}`)).status).toBe(404);
  expect((await fetch(`${gateway.url}/authors/${id}`, { method: "DELETE" })).status).toBe(404);
});

test("authors are listed with their documents", async () => {
  const warehouse = strictFake<Warehouse>("warehouse", {
    listAuthors: async () => [author],
    countDocuments: async () => [
      { author, category: "articles", platform: "web", count: 2 },
      { author, category: "posts", platform: "linkedin", count: 3 },
    ],
  });
  await using gateway = await startGateway({ warehouse });
  expect(await (await fetch(`${gateway.url}/authors`)).json()).toEqual({
    items: [{ ...author, documents: 5 }],
  });
});

test("stats count documents, chunks and runs, and go on without Temporal", async () => {
  const warehouse = strictFake<Warehouse>("warehouse", {
    listAuthors: async () => [author],
    countDocuments: async () => [{ author, category: "articles", platform: "web", count: 2 }],
  });
  const vectors = strictFake<VectorStore>("vectors", {
    readAliases: async () => new Map([["embedded_articles", "e1"]]),
    listCollections: async () => [{ name: "e1", kind: "chunks", dimension: 8, count: 7 }],
    countBy: async () =>
      new Map([
        [author.id, 6],
        ["gone", 1],
      ]),
  });
  const { registry } = servingRegistry();
  await using gateway = await startGateway({ warehouse, vectors, registry });
  expect(await (await fetch(`${gateway.url}/stats`)).json()).toEqual({
    documents: { total: 2, counts: [{ author, category: "articles", platform: "web", count: 2 }] },
    chunks: {
      total: 7,
      counts: [
        { author, category: "articles", count: 6 },
        { author: { id: "gone", name: "gone" }, category: "articles", count: 1 },
      ],
    },
    collections: [{ alias: "embedded_articles", collection: "e1", dimension: 8, count: 7 }],
    embeddingModel: "test-embedder",
    runs: null,
    approvals: null,
    serving: [
      { target: "local", revision: 0, stable: null, candidate: null },
      { target: "tabby", revision: 0, stable: null, candidate: null },
    ],
    lastCollectedAt: null,
    warnings: ["Unexpected call of runs.countRunning"],
  });
});
