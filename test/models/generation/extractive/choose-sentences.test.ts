import { describe, expect, it } from "vitest";
import { chooseSentences } from "../../../../models/generation/extractive/choose-sentences.ts";

const choose = (question: string, ...texts: string[]) =>
  chooseSentences({ question, passages: texts.map((text, index) => ({ number: index + 1, text })) });

describe("chooseSentences", () => {
  it("takes at most four, in the order of the passages", () => {
    const tails = ["alpha", "beta", "gamma", "delta", "epsilon"];
    const text = tails.map((tail) => `Llamas ${tail} carry ${tail}ish ${tail}ware loads.`).join(" ");
    const chosen = choose("What do llamas carry?", text);
    expect(chosen).toHaveLength(4);
    expect(chosen.map((quote) => text.indexOf(quote.text))).toEqual(
      chosen.map((quote) => text.indexOf(quote.text)).toSorted((a, b) => a - b),
    );
  });

  it("leaves out headings, leftovers and what a better one says already", () => {
    const chosen = choose(
      "Where do llamas live?",
      "## Where llamas live and graze all day\n| where | llamas live and graze | all day |\nLlamas live.\nWild llamas live in the Andes mountains.",
      "llamas live in the Andes mountains. Cats of the same mountains hunt mice.",
    );
    expect(chosen).toEqual([{ number: 1, text: "Wild llamas live in the Andes mountains." }]);
  });

  it("keeps a list item's label with it", () => {
    const [quote] = choose(
      "What is pruning?",
      "1. Quantize the model well.\n2. Pruning removes small weights.",
    );
    expect(quote?.text).toBe("2. Pruning removes small weights.");
  });

  it("takes none that shares nothing with the question while another shares something", () => {
    const text = "Cats hunt mice at night. Llamas live in the Andes mountains.";
    expect(choose("Where do llamas live?", text)).toHaveLength(1);
    expect(choose("What is pruning?", text)).toHaveLength(2);
  });
});
