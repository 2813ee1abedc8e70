import { describe, expect, it } from "vitest";
import { readSentences } from "../../../../models/generation/extractive/readable-sentences.ts";

const quotable = (passage: string): string[] =>
  readSentences(passage)
    .filter((sentence) => sentence.quotable)
    .map(({ text }) => text);

describe("readSentences", () => {
  it("takes the marks of list items and quotes away, however they are written", () => {
    const passage = [
      "* Pruning: removes small weights.",
      "  - Distilling trains a small model.",
      "",
      "3. Quantizing rounds weights",
      "",
      "→ Merging averages models",
      "",
      "> Sharing saves memory.",
    ].join("\n");
    expect(quotable(passage)).toEqual([
      "Pruning: removes small weights.",
      "Distilling trains a small model.",
      "Quantizing rounds weights",
      "Merging averages models",
      "Sharing saves memory.",
    ]);
  });

  it("leaves out headings, marked or bare, and captions", () => {
    const passage = [
      "## What is pruning",
      "",
      "What is pruning?",
      "",
      "Pruning in a picture",
      "",
      "Weights before and after pruning [Image by the author].",
      "",
      "Pruning removes weights.",
    ].join("\n");
    expect(quotable(passage)).toEqual(["Pruning removes weights."]);
  });

  it("leaves out what only announces", () => {
    const passage = [
      "Here is an example of a herd, a popular one:",
      "The steps are as follows ↓",
      "Let's look at the herd's papers.",
      "In this section, we count the herd.",
    ].join("\n\n");
    expect(quotable(passage)).toEqual([]);
  });

  it("leaves out tables, a row cut off from its table, and code in and out of fences", () => {
    const passage = [
      "| llama | eats hay by the pound |",
      "",
      "| animal | food |",
      "| --- | --- |",
      "| llama | hay, and a lot of it |",
      "",
      "Feed it with this command.",
      "",
      "```sh",
      "feed the llama and all of its friends.",
      "```",
      "",
      "    feed the alpaca and all of its friends.",
      "",
      "herd = open_herd(path)",
    ].join("\n");
    expect(quotable(passage)).toEqual(["Feed it with this command."]);
  });

  it("reads on behind a block of code in whose middle the passage begins", () => {
    const passage = "feed the llama and its friends.\n```\n\nThe llama is fed now.";
    expect(quotable(passage)).toEqual(["The llama is fed now."]);
  });

  it("takes code for code where its first line lost its indentation", () => {
    const passage = "with herd as llamas\n        feed the first of them.\n\nThe llama is fed now.";
    expect(quotable(passage)).toEqual(["The llama is fed now."]);
  });

  it("leaves out what the passage cuts off, and speech that begins or ends elsewhere", () => {
    const passage = 'which is why llamas hum.\n\nThey hum softly.\n\nThat is all there is to it." Then';
    expect(quotable(passage)).toEqual(["They hum softly."]);
  });

  it("takes numbers away that would pass for those of passages, not other brackets", () => {
    const passage =
      "Llamas hum [7], says a study. [12] Their pitch lies in [0, 1] and grows with `age[3]`. [8]So it is.";
    expect(readSentences(passage).map(({ text }) => text)).toEqual([
      "Llamas hum, says a study.",
      "Their pitch lies in [0, 1] and grows with `age[3]`.",
      "So it is.",
    ]);
  });

  it("does not break a code span", () => {
    const passage = 'Ask `herd ask "Who hums?"` and wait. It answers.';
    expect(readSentences(passage).map(({ text }) => text)).toEqual([
      'Ask `herd ask "Who hums?"` and wait.',
      "It answers.",
    ]);
  });

  it("says what a sentence is read after: the one before it, or what stands above its list", () => {
    const passage = [
      "Llamas guard sheep. They are tall.",
      "",
      "They need three things:",
      "",
      "- a fence;",
      "- some hay.",
      "",
      "## Alpacas",
      "",
      "They are smaller.",
    ].join("\n");
    expect(readSentences(passage).map(({ text, after }) => [text, after])).toEqual([
      ["Llamas guard sheep.", undefined],
      ["They are tall.", 0],
      ["They need three things:", 1],
      ["a fence", 2],
      ["some hay.", 2],
      ["They are smaller.", undefined],
    ]);
  });
});
