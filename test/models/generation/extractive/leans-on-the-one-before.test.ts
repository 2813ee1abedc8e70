import { describe, expect, it } from "vitest";
import { leansOnTheOneBefore } from "../../../../models/generation/extractive/leans-on-the-one-before.ts";

describe("leansOnTheOneBefore", () => {
  it.each([
    "However, alpacas are smaller.",
    "This makes them good guards.",
    "They carry up to a quarter of their weight.",
    "Originally, this was the main difference between the two.",
    "It’s also what their wool is for.",
    "In practice, these animals live in herds.",
    "For this reason, they are shorn once a year.",
    "If not, a fence will do.",
    "... so no more hay was needed.",
  ])("%j does", (sentence) => {
    expect(leansOnTheOneBefore(sentence)).toBe(true);
  });

  it.each([
    "Llamas live in herds.",
    "It is hard to say which of two llamas is older.",
    "It takes two hours to shear a llama.",
    "In 2022, most llamas lived in Bolivia.",
    "There are three kinds of hay.",
    "Thistles grow everywhere.",
    "While this is rare, llamas may spit.",
  ])("%j does not", (sentence) => {
    expect(leansOnTheOneBefore(sentence)).toBe(false);
  });
});
