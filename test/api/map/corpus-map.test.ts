import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCorpusMap } from "../../../api/map/corpus-map.ts";
import { createMapCache } from "../../../api/map/map-cache.ts";
import { projectInWorker } from "../../../api/map/project.ts";
import type { EmbeddedChunk } from "../../../domain/chunks.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import { strictFake } from "../../support/strict-fake.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-map-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two groups of chunks, far apart in eight dimensions. */
const chunks: EmbeddedChunk[] = Array.from({ length: 40 }, (_, index) => ({
  id: `c${index}`,
  documentId: `d${index % 4}`,
  category: "articles",
  platform: "web",
  author: { id: "a", name: index % 2 ? "Ada" : "Bob" },
  link: "/guides/x",
  title: "X",
  heading: "",
  text: "é".repeat(300),
  passage: "é".repeat(300),
  position: index,
  tokens: 10,
  vector: Float32Array.from({ length: 8 }, (_, axis) =>
    axis === index % 2 ? 1 : 0.01 * ((index * 7 + axis) % 5),
  ),
}));

const fakeVectors = (version: () => string): VectorStore =>
  strictFake<VectorStore>("vectors", {
    readAliases: async () => new Map([["embedded_articles", "articles__m"]]),
    listDocumentIds: async () => ({ items: ["d0", "d1", "d2", "d3"] }),
    readVersions: async (_collection, ids) => new Map(ids.map((id) => [id, version()])),
    scrollChunks: async (_collection, { after }) =>
      after === undefined ? { items: chunks.slice(0, 25), next: "25" } : { items: chunks.slice(25) },
  });

test("computes in a worker thread, then answers from memory and from disk until the corpus changes", async () => {
  let version = "v1";
  const vectors = fakeVectors(() => version);
  const project = vi.fn(projectInWorker);
  const cache = createMapCache(folder);
  await using map = createCorpusMap({ vectors, cache, project });
  expect(await map.read()).toMatchObject({ state: "computing", points: [] });
  const ready = await vi.waitUntil(
    async () => {
      const found = await map.read();
      return found.state === "ready" ? found : undefined;
    },
    { timeout: 15_000, interval: 50 },
  );
  expect(ready.total).toBe(40);
  expect(ready.points).toHaveLength(40);
  expect(ready.points[0]).toMatchObject({ chunkId: "c0", author: "Bob", text: "é".repeat(200) });
  expect(ready.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);

  await using restarted = createCorpusMap({ vectors, cache, project });
  expect(await restarted.read()).toEqual(ready);
  expect(project).toHaveBeenCalledTimes(1);
  expect(await readdir(folder)).toHaveLength(1);

  version = "v2";
  expect(await map.read()).toMatchObject({ state: "computing", points: ready.points });
});

test("what went wrong is told once, then it is tried again", async () => {
  const project = vi.fn(async () => {
    throw new Error("no memory");
  });
  const cache = createMapCache(join(folder, "other"));
  await using map = createCorpusMap({ vectors: fakeVectors(() => "v1"), cache, project });
  await map.read();
  await vi.waitFor(() => expect(map.read()).rejects.toThrow("no memory"));
  await vi.waitFor(() => expect(project.mock.calls.length).toBeGreaterThan(1));
});
