import { describe, expect, it } from "vitest";
import { readHead } from "../../../models/inference/read-head.ts";

/** Two rows of two tokens, two floats wide; the second token of the second row is padding. */
const states = Float32Array.of(3, 0, 3, 8, 0, 2, 100, 100);
const lengths = [2, 1];

const read = (head: "mean" | "cls"): number[][] =>
  readHead(states, lengths, 2, head).map((vector) => [...vector].map((value) => Number(value.toFixed(6))));

describe("readHead", () => {
  it("takes the mean of the tokens that are not padding, at unit length", () => {
    expect(read("mean")).toEqual([
      [0.6, 0.8],
      [0, 1],
    ]);
  });

  it("takes the first token, at unit length", () => {
    expect(read("cls")).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("takes logits as they are", () => {
    expect(readHead(Float32Array.of(-3, 7), lengths, 1, "logits")).toEqual([
      Float32Array.of(-3),
      Float32Array.of(7),
    ]);
  });

  it("leaves a zero vector zero", () => {
    expect(readHead(new Float32Array(2), [1], 2, "mean")).toEqual([new Float32Array(2)]);
  });
});
