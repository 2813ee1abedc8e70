import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSqliteVectorStore } from "../../../stores/sqlite/create-sqlite-vector-store.ts";
import type { ChunkReplacement, VectorStore } from "../../../stores/vector-store.ts";
import { cleanedDocument, createRandom, dot, replacementOf, unitVector } from "../vector-store/fixtures.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const DIMENSION = 32;
const COLLECTION = "many";
const folder = makeDatabaseFolder();
afterAll(folder.remove);

/** Sixty documents of fifty chunks, more than are scored exactly in one search. */
const makeReplacements = (version: string, seed: number): ChunkReplacement[] => {
  const random = createRandom(seed);
  return Array.from({ length: 60 }, (_, number) =>
    replacementOf(
      cleanedDocument(`doc-${number}`, { version }),
      Array.from({ length: 50 }, (_, index) => ({
        text: `${version} chunk ${index}`,
        vector: unitVector(random, DIMENSION),
      })),
    ),
  );
};

describe("dense search over codes in memory", () => {
  let reader: VectorStore;
  let writer: VectorStore;
  const queries = Array.from({ length: 10 }, (_, seed) => unitVector(createRandom(seed + 50), DIMENSION));

  beforeAll(async () => {
    reader = createSqliteVectorStore(await folder.open("dense.sqlite"));
    writer = createSqliteVectorStore(await folder.open("dense.sqlite"));
    await writer.ensureCollection({ name: COLLECTION, kind: "chunks", dimension: DIMENSION });
  });

  const expectExact = async (stored: readonly ChunkReplacement[]) => {
    let [found, expected] = [0, 0];
    for (const query of queries) {
      const exact = stored
        .flatMap(({ chunks }) => chunks)
        .map(({ id, vector }) => ({ id, score: dot(vector, query) }))
        .sort((left, right) => right.score - left.score)
        .slice(0, 10);
      const results = await reader.searchDense(COLLECTION, query, { limit: 10 });
      const ids = new Set(results.map(({ chunk }) => chunk.id));
      found += exact.filter(({ id }) => ids.has(id)).length;
      expected += exact.length;
    }
    expect(expected).toBe(10 * queries.length);
    expect(found / expected).toBeGreaterThanOrEqual(0.99);
  };

  it("follows what another client writes, replaces, deletes and drops", async () => {
    const first = makeReplacements("v1", 1);
    await writer.replaceChunks(COLLECTION, first.slice(0, 2));
    await expectExact(first.slice(0, 2));
    await writer.replaceChunks(COLLECTION, first.slice(2));
    await expectExact(first);

    const second = makeReplacements("v2", 2);
    await writer.replaceChunks(COLLECTION, second.slice(0, 50));
    await expectExact([...second.slice(0, 50), ...first.slice(50)]);

    const [kept] = second;
    const documentIds = [...second, ...first].map(({ documentId }) => documentId);
    await writer.deleteDocuments(COLLECTION, {
      documentIds: documentIds.filter((id) => id !== kept?.documentId),
    });
    await expectExact(kept ? [kept] : []);

    await writer.dropCollection(COLLECTION);
    await writer.ensureCollection({ name: COLLECTION, kind: "chunks", dimension: DIMENSION });
    expect(await reader.searchDense(COLLECTION, new Float32Array(DIMENSION).fill(0.1), { limit: 5 })).toEqual(
      [],
    );
    await writer.replaceChunks(COLLECTION, second);
    await expectExact(second);
  });
});
