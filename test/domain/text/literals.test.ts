import { describe, expect, it } from "vitest";
import { createLiteralCheck } from "../../../domain/text/literals.ts";

const check = createLiteralCheck([
  "Zephyr-7B needs 1.5 GB, says `get_posts` of QLoRA in 2024; Labonne agrees.",
]);

describe("createLiteralCheck", () => {
  it.each([
    "It needs 1.5 GB.",
    "get_posts tells",
    "A 7b model",
    "𝗤𝗟𝗼𝗥𝗔 of 2024",
    "agreed by Labonne",
    "No literal",
  ])("finds what stands there: %s", (text) => expect(check(text)).toBe(true));

  it.each([
    "It needs 1 GB.",
    "It needs 15 GB.",
    "getPosts tells",
    "in 202",
    "agreed by Iusztin",
    "an 8B model",
  ])("misses what does not: %s", (text) => expect(check(text)).toBe(false));
});
