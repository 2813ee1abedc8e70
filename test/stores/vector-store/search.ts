import { beforeAll, describe, expect, it } from "vitest";
import type { EmbeddedChunk } from "../../../domain/chunks.ts";
import type { ContractContext } from "../vector-store-contract.ts";
import { cleanedDocument, createRandom, dot, replacementOf, unitVector } from "./fixtures.ts";

const byCosine = (chunks: readonly EmbeddedChunk[], query: Float32Array): EmbeddedChunk[] =>
  [...chunks].sort((left, right) => dot(right.vector, query) - dot(left.vector, query));

/** Queries that a search engine's own syntax could trip over, each with whether `needle` must be found. */
const oddQueries: readonly (readonly [string, string, boolean])[] = [
  ["a quote", '"needle', true],
  ["an apostrophe", "needle's", true],
  ["operators", "needle AND NOT (OR NEAR/99", true],
  ["a column filter", "text : needle", true],
  ["a leading minus", "-needle", true],
  ["wildcards", "needle* ^needle %_", true],
  ["brackets", "[{(needle", true],
  ["a backslash", "\\needle\\", true],
  ["emoji", "🪡 needle 🧵", true],
  ["a null character", "needle\u0000", true],
  ["a lone surrogate", "needle \ud800", true],
  ["another case", "NEEDLE", true],
  ["only operators", "AND OR NOT NEAR", false],
  ["only punctuation", "?!… -- \"' () * : ^", false],
  ["only emoji", "🪡🧵", false],
  ["only white space", " \n\t ", false],
  ["nothing", "", false],
  ["other scripts", "針 игла βελόνα", false],
];

export const describeSearch = ({ store, makeCollection }: ContractContext): void => {
  describe("dense search", () => {
    it("ranks by cosine similarity as brute force does", async () => {
      const name = await makeCollection("chunks");
      const replacements = Array.from({ length: 20 }, (_, seed) =>
        replacementOf(
          cleanedDocument(`doc-${seed}`),
          Array.from({ length: 15 }, (_, index) => `chunk ${index} of ${seed}`),
          seed + 100,
        ),
      );
      await store().replaceChunks(name, replacements);
      const written = replacements.flatMap(({ chunks }) => chunks);
      const random = createRandom(3);
      for (let round = 0; round < 10; round += 1) {
        const query = unitVector(random);
        const expected = byCosine(written, query).slice(0, 10);
        const found = await store().searchDense(name, query, { limit: 10 });
        expect(found.map(({ chunk }) => chunk.id)).toEqual(expected.map(({ id }) => id));
        expect(found.map(({ score }) => score)).toEqual(
          expected.map(({ vector }) => expect.closeTo(dot(vector, query), 5)),
        );
      }
    });

    it("finds the opposite last, at −1, and no more than there is", async () => {
      const name = await makeCollection("chunks");
      const query = unitVector(createRandom(5));
      await store().replaceChunks(name, [
        replacementOf(cleanedDocument("a"), [
          { text: "same", vector: query },
          { text: "opposite", vector: query.map((value) => -value) },
        ]),
      ]);
      const found = await store().searchDense(name, query, { limit: 50 });
      expect(found.map(({ chunk }) => chunk.text)).toEqual(["same", "opposite"]);
      expect(found.map(({ score }) => score)).toEqual([expect.closeTo(1, 5), expect.closeTo(-1, 5)]);
    });

    it("gives whole chunks, without vectors", async () => {
      const name = await makeCollection("chunks");
      const replacement = replacementOf(cleanedDocument("a"), [{ text: "one", heading: "Part › Chapter" }]);
      await store().replaceChunks(name, [replacement]);
      const [chunk] = replacement.chunks.map(({ vector: _, ...rest }) => rest);
      const query = unitVector(createRandom(5));
      expect((await store().searchDense(name, query, { limit: 1 }))[0]?.chunk).toEqual(chunk);
      expect((await store().searchText(name, "one", { limit: 1 }))[0]?.chunk).toEqual(chunk);
    });

    it("finds nothing in an empty collection", async () => {
      const name = await makeCollection("chunks");
      expect(await store().searchDense(name, unitVector(createRandom(5)), { limit: 5 })).toEqual([]);
      expect(await store().searchText(name, "word", { limit: 5 })).toEqual([]);
    });
  });

  describe("text search", () => {
    let name = "";

    beforeAll(async () => {
      name = await makeCollection("chunks");
      const filler = Array.from(
        { length: 30 },
        (_, index) => `An ordinary passage of text, number ${index}.`,
      );
      await store().replaceChunks(name, [
        replacementOf(cleanedDocument("filler"), filler),
        replacementOf(cleanedDocument("sewing", { title: "A treatise" }), [
          "A needle in an ordinary haystack of text.",
          "The crème brûlée was served by the waiters at their tables.",
          { text: "Nothing of note.", heading: "Qualifications › Velocipede" },
          "Vector databases make embeddings searchable; PagedAttention and k8s help.",
        ]),
        replacementOf(cleanedDocument("titled", { title: "Marmalade for beginners" }), ["Peel and boil."]),
      ]);
    });

    const texts = async (query: string, limit = 5) =>
      (await store().searchText(name, query, { limit })).map(({ chunk }) => chunk.text);

    it("finds words of text, heading and title", async () => {
      expect(await texts("haystack")).toEqual(["A needle in an ordinary haystack of text."]);
      expect(await texts("velocipede")).toEqual(["Nothing of note."]);
      expect(await texts("marmalade")).toEqual(["Peel and boil."]);
    });

    it("ranks a rare word above common ones, by positive scores", async () => {
      const found = await store().searchText(name, "what ordinary text has a needle in it?", { limit: 5 });
      expect(found[0]?.chunk.text).toBe("A needle in an ordinary haystack of text.");
      const scores = found.map(({ score }) => score);
      expect(scores.every((score) => score > 0)).toBe(true);
      expect(scores).toEqual([...scores].sort((left, right) => right - left));
    });

    it("does not mind case, accents and English endings", async () => {
      expect(await texts("CREME brulee")).toHaveLength(1);
      expect(await texts("crème")).toHaveLength(1);
      expect(await texts("waiter")).toHaveLength(1);
      expect(await texts("embedding")).toHaveLength(1);
      expect(await texts("pagedattention k8s")).toHaveLength(1);
    });

    it("does not let stop words find anything while there are other words", async () => {
      expect(await texts("the and of zyzzyva")).toEqual([]);
    });

    it.each(oddQueries)("takes %s for plain text", async (_, query, finds) => {
      const found = await texts(query);
      if (finds) expect(found[0]).toBe("A needle in an ordinary haystack of text.");
      else expect(found.filter((text) => text.includes("needle"))).toEqual([]);
    });

    it("takes a query of 10,000 characters", async () => {
      const long = `needle ${"lorem ipsum dolor sit amet ".repeat(400)}`.slice(0, 10_000);
      expect((await texts(long))[0]).toBe("A needle in an ordinary haystack of text.");
      const distinct = Array.from({ length: 1_500 }, (_, index) => `w${index}x`).join(" ");
      expect((await texts(`needle ${distinct}`))[0]).toBe("A needle in an ordinary haystack of text.");
    });
  });
};
