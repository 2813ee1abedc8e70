import { describe, expect, it } from "vitest";
import { coverage, similarity } from "../../../domain/text/word-overlap.ts";

const set = (words: string) => new Set(words.split(" ").filter(Boolean));

describe("word overlap", () => {
  it("covers words by those known", () => {
    expect(coverage(set("a b c d"), set("a b x"))).toBe(0.5);
    expect(coverage(set(""), set("a"))).toBe(0);
  });

  it("compares both sets", () => {
    expect(similarity(set("a b c"), set("b c d"))).toBe(0.5);
    expect(similarity(set(""), set(""))).toBe(1);
  });
});
