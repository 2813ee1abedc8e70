import { describe, expect, it } from "vitest";
import { chooseSentences } from "../../../../models/generation/extractive/choose-sentences.ts";

const choose = (question: string, ...texts: string[]) =>
  chooseSentences({ question, passages: texts.map((text, index) => ({ number: index + 1, text })) });

describe("chooseSentences", () => {
  it("takes at most four, within a passage in its order", () => {
    const tails = ["alpha", "beta", "gamma", "delta", "epsilon"];
    const lines = tails.map((tail) => `Llamas ${tail} carry ${tail}ish ${tail}ware loads.`);
    const chosen = choose("What do llamas carry?", lines.join("\n\n"));
    expect(chosen.map(({ text }) => text)).toEqual(lines.slice(0, 4));
  });

  it("puts the passage with the best sentence first", () => {
    const chosen = choose(
      "How much weight can llamas carry uphill?",
      "Llamas carry little weight when they are young.",
      "Cats hunt mice at night.",
      "Uphill, llamas carry a quarter of their own weight.",
    );
    expect(chosen.map(({ number }) => number)).toEqual([3, 1]);
  });

  it("leaves out headings, leftovers and what a better one says already", () => {
    const chosen = choose(
      "Where do llamas live?",
      "## Where llamas live and graze all day\n| where | llamas live and graze | all day |\nLlamas live.\nWild llamas live in the Andes mountains.",
      "llamas live in the Andes mountains. Cats of the same mountains hunt mice.",
    );
    expect(chosen).toEqual([{ number: 1, text: "Wild llamas live in the Andes mountains." }]);
  });

  it("quotes a list item without its mark", () => {
    const [quote] = choose(
      "What is pruning?",
      "1. Quantize the model well.\n2. Pruning removes small weights.",
    );
    expect(quote?.text).toBe("Pruning removes small weights.");
  });

  it("quotes a sentence behind those without which it makes no sense, and joins neighbours of one line", () => {
    const chosen = choose(
      "What was the main difference between llamas and alpacas, and is it still?",
      "Cats hunt mice. Llamas carried loads across the mountains. Originally, this was the main difference with alpacas. Still, that difference between llamas and alpacas remains.",
    );
    expect(chosen).toEqual([
      {
        number: 1,
        text: "Llamas carried loads across the mountains. Originally, this was the main difference with alpacas. Still, that difference between llamas and alpacas remains.",
      },
    ]);
  });

  it("leaves out a sentence that leans on one that is not there", () => {
    const chosen = choose(
      "What is the main difference with alpacas?",
      "## Loads\n\nThis is the main difference with alpacas.\n\nAlpacas have finer wool than llamas.",
    );
    expect(chosen.map(({ text }) => text)).toEqual(["Alpacas have finer wool than llamas."]);
  });

  it("quotes items that make no sense alone with what announces their list", () => {
    const [quote] = choose(
      "What do llamas need in winter?",
      "Llamas need in winter:\n\n- a dry barn out of the wind;\n- more hay than they need in summer\n- Some company.",
    );
    expect(quote?.text).toBe(
      "Llamas need in winter: a dry barn out of the wind; more hay than they need in summer",
    );
  });

  it("takes none that only holds the question itself", () => {
    const chosen = choose(
      "How do I feed a llama?",
      '`herd ask "How do I feed a llama?"` prints an answer.\n\nYou feed a llama with hay.',
    );
    expect(chosen.map(({ text }) => text)).toEqual(["You feed a llama with hay."]);
  });

  it("takes none that shares nothing with the question while another shares something", () => {
    const text = "Cats hunt mice at night.\n\nLlamas live in the Andes mountains.";
    expect(choose("Where do llamas live?", text)).toHaveLength(1);
    expect(choose("What is pruning?", text)).toHaveLength(2);
  });

  it("quotes what there is where nothing reads well", () => {
    expect(choose("Who feeds llamas?", "- this feeds llamas with hay all day")).toEqual([
      { number: 1, text: "this feeds llamas with hay all day" },
    ]);
    expect(choose("Who feeds llamas?", "feed = barn.feeds(llamas, hay)\nrest = barn.close(doors)")).toEqual([
      { number: 1, text: "feed = barn.feeds(llamas, hay)" },
    ]);
  });
});
