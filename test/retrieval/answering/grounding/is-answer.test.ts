import { describe, expect, it } from "vitest";
import { contentWords } from "../../../../domain/text/content-words.ts";
import { createIsAnswer } from "../../../../retrieval/answering/grounding/is-answer.ts";

const isAnswer = createIsAnswer(
  "Where do wild llamas graze in winter?",
  ["Wild llamas graze in the valleys.", "Winter is dry."],
  0.5,
);

describe("createIsAnswer", () => {
  it.each([
    ["Llamas graze in the low valleys.", true],
    ["Llamas graze.", false],
    ["Cats hunt mice at night.", false],
    ["Cats hunt llamas at night.", false],
  ])("%s", (text, answers) => {
    expect(isAnswer(contentWords(text))).toBe(answers);
  });
});
