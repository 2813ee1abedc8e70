import { beforeAll, describe, expect, it } from "vitest";
import { fuseResults } from "../../../retrieval/fuse-results.ts";
import type { SearchOptions } from "../../../stores/vector-store.ts";
import type { ContractContext } from "../vector-store-contract.ts";
import { ada, cleanedDocument, createRandom, grace, replacementOf, unitVector } from "./fixtures.ts";

export const describeHybridSearch = ({ store, makeCollection }: ContractContext): void => {
  describe("hybrid search", () => {
    const vector = unitVector(createRandom(11));
    const query = "lighthouse keeper";
    let name = "";

    beforeAll(async () => {
      name = await makeCollection("chunks");
      const filler = Array.from({ length: 20 }, (_, index) => `Filler passage ${index}.`);
      await store().replaceChunks(name, [
        replacementOf(cleanedDocument("filler"), filler, 21),
        replacementOf(
          cleanedDocument("words", { author: grace }),
          [
            { text: "The lighthouse keeper counts ships.", vector: vector.map((value) => -value) },
            "A lighthouse stands on the rock.",
          ],
          22,
        ),
        replacementOf(cleanedDocument("meaning"), [{ text: "Someone tends the lamp.", vector }], 23),
      ]);
    });

    const search = async (weight: number, options: Omit<SearchOptions, "limit"> = {}) => {
      const [dense, text] = await Promise.all([
        store().searchDense(name, vector, { limit: 40, ...options }),
        store().searchText(name, query, { limit: 40, ...options }),
      ]);
      return fuseResults(dense, text, weight).slice(0, 5);
    };
    const ids = (results: readonly { chunk: { id: string } }[]) => results.map(({ chunk }) => chunk.id);

    it("of weight 1 is dense search, of weight 0 text search", async () => {
      expect(ids(await search(1))).toEqual(ids(await store().searchDense(name, vector, { limit: 5 })));
      expect(ids(await search(0))).toEqual(ids(await store().searchText(name, query, { limit: 5 })));
    });

    it("of a weight between has the best of both", async () => {
      const texts = async (weight: number) => (await search(weight)).map(({ chunk }) => chunk.text);
      expect((await texts(0.9))[0]).toBe("Someone tends the lamp.");
      expect((await texts(0.1))[0]).toMatch(/lighthouse/);
      const even = await search(0.5);
      expect(even).toHaveLength(5);
      expect(even.map(({ chunk }) => chunk.text)).toEqual(
        expect.arrayContaining(["Someone tends the lamp.", "The lighthouse keeper counts ships."]),
      );
      const scores = even.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((left, right) => right - left));
    });

    it("respects filters on both sides", async () => {
      const found = await search(0.5, { filter: { authorIds: [grace.id] } });
      expect(found.map(({ chunk }) => chunk.author)).toEqual([grace, grace]);
      expect(await search(0.5, { filter: { authorIds: [ada.id], links: [] } })).toEqual([]);
    });
  });
};
