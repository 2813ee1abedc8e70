import { afterAll, expect, it } from "vitest";
import { openConnection } from "../../../stores/sqlite/connection.ts";
import { migrate } from "../../../stores/sqlite/migrations.ts";
import { replaceChunks } from "../../../stores/sqlite/vectors/chunks.ts";
import { createCodesCache } from "../../../stores/sqlite/vectors/codes-cache.ts";
import { ensureCollection, requireCollection } from "../../../stores/sqlite/vectors/collections.ts";
import { cleanedDocument, createRandom, replacementOf, unitVector } from "../vector-store/fixtures.ts";
import { makeDatabaseFolder } from "./temporary-databases.ts";

const DIMENSION = 8;
const folder = makeDatabaseFolder();
afterAll(folder.remove);

it("reads the vectors once, however often the documents were replaced and whatever numbers that left out", () => {
  const connection = openConnection(folder.path("replaced.sqlite"), "write");
  try {
    migrate(connection);
    ensureCollection(connection, { name: "chunks", kind: "chunks", dimension: DIMENSION });
    const collection = requireCollection(connection, "chunks");
    const random = createRandom(1);
    const store = (documents: number) =>
      connection.transaction("IMMEDIATE", () =>
        replaceChunks(
          connection,
          collection,
          Array.from({ length: documents }, (_, number) =>
            replacementOf(
              cleanedDocument(`doc-${number}`),
              Array.from({ length: 20 }, (_, index) => ({
                text: `chunk ${index}`,
                vector: unitVector(random, DIMENSION),
              })),
            ),
          ),
        ),
      );
    store(20);
    // As many features runs as a year of daily ones, for the file.
    connection.exec(`UPDATE sqlite_sequence SET seq = 365 * 400 WHERE name = '${collection.records}'`);
    store(20);

    const cache = createCodesCache(connection);
    const codes = cache.current(collection);
    expect(codes.size()).toBe(400);
    expect(cache.current(collection)).toBe(codes);
    expect(codes.best(unitVector(random, DIMENSION), {}, 400)).toHaveLength(400);

    store(21);
    expect(cache.current(collection)).toBe(codes);
    store(100);
    expect(cache.current(collection)).not.toBe(codes);
    expect(cache.current(collection)).toBe(cache.current(collection));
  } finally {
    connection.close();
  }
});
