import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  documentVector,
  queryVector,
  type SparseVector,
  tokenId,
  tokenize,
} from "../../../stores/qdrant/bm25.ts";

/** What Qdrant computes before it multiplies by the inverse document frequency. */
const dot = (left: SparseVector, right: SparseVector): number =>
  left.indices.reduce((sum, id, place) => {
    const other = right.indices.indexOf(id);
    return other < 0 ? sum : sum + (left.values[place] ?? 0) * (right.values[other] ?? 0);
  }, 0);

describe("tokenize", () => {
  it.each([
    ["The waiters at their TABLES", ["waiter", "tabl"]],
    ["crème brûlée", ["creme", "brule"]],
    ["𝐛𝐨𝐥𝐝 𝘪𝘵𝘢𝘭𝘪𝘤", ["bold", "ital"]],
    ["k8s, v1.18", ["k8s", "v1", "18"]],
    ["向量 игла", ["向量", "игла"]],
    ["?! … 🪡 \ud800", []],
  ])("makes of %j the words %j", (text, tokens) => {
    expect(tokenize(text)).toEqual(tokens);
  });
});

describe("documentVector", () => {
  it("weighs a word by the formula of BM25 with k1 = 1.2 and b = 0.75", () => {
    const { indices, values } = documentVector("needle needle haystack");
    expect(indices).toEqual([tokenId("needl"), tokenId("haystack")]);
    const factor = 1.2 * (0.25 + (0.75 * 3) / 140);
    expect(values).toEqual([
      expect.closeTo((2 * 2.2) / (2 + factor), 10),
      expect.closeTo(2.2 / (1 + factor), 10),
    ]);
  });

  it("prefers the shorter of two texts with the same word, and repetition with a limit", () => {
    const query = queryVector("needle");
    const score = (text: string) => dot(documentVector(text), query);
    expect(score("needle")).toBeGreaterThan(score(`needle ${"hay ".repeat(200)}`));
    expect(score("needle needle hay")).toBeGreaterThan(score("needle hay hay"));
    expect(score("needle ".repeat(50))).toBeLessThan(2.2);
  });

  it("is a valid sparse vector for any text: distinct 32-bit indices, positive weights", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const { indices, values } = documentVector(text);
        expect(indices).toHaveLength(values.length);
        expect(new Set(indices).size).toBe(indices.length);
        expect(indices.every((id) => id === id >>> 0)).toBe(true);
        expect(values.every((value) => value > 0)).toBe(true);
      }),
    );
  });
});

describe("queryVector", () => {
  it("is empty without a searchable word", () => {
    expect(queryVector("what is the … of it?")).toEqual({ indices: [], values: [] });
  });

  it("meets every word of the document that it was made from", () => {
    const text = "Vector databases make embeddings searchable";
    expect(queryVector(text).indices).toEqual(documentVector(text).indices);
  });
});
