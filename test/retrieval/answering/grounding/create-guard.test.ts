import { describe, expect, it } from "vitest";
import { createGuard } from "../../../../retrieval/answering/grounding/create-guard.ts";

const guardOf = (support = 0.6) =>
  createGuard({
    question: "How much memory does QLoRA save?",
    passages: [
      {
        number: 1,
        title: "Fine-tuning at home › What it costs",
        context:
          "Fine-tuning is costly. QLoRA saves about 33% of the memory, at 39% more time. Adam keeps state.",
      },
      {
        number: 2,
        title: "Animals",
        context: "Llamas live in the Andes mountains. They eat grass and sleep standing. Cats hunt at night.",
      },
    ],
    support,
  });

describe("createGuard", () => {
  it.each([
    ["its words stand in a passage", "QLoRA saves 33% of the memory but takes 39% more time.", 1],
    ["its words stand in two adjacent sentences", "Llamas of the Andes mountains eat grass.", 2],
    ["a list item's number is not its own", "4. Llamas live in the mountains", 2],
  ])("keeps a sentence: %s", (_, sentence, number) => {
    expect(guardOf()(sentence)).toMatchObject({ text: sentence, number });
  });

  it.each([
    ["[2] QLoRA saves 33% of the memory at more time [7].", "QLoRA saves 33% of the memory at more time."],
    ["Llamas live in the mountains [1, 2].", "Llamas live in the mountains."],
  ])("takes the markers out and names the passage that backs it: %s", (sentence, text) => {
    expect(guardOf()(sentence)).toMatchObject({ text, number: text.startsWith("Q") ? 1 : 2 });
  });

  it("drops a sentence of a passage that only holds the question", () => {
    const guard = createGuard({
      question: "How do I feed a llama?",
      passages: [
        { number: 1, title: "Commands", context: '`herd ask "How do I feed a llama?"` prints an answer.' },
      ],
      support: 0.6,
    });
    expect(guard('`herd ask "How do I feed a llama?"')).toBeUndefined();
    expect(guard("`herd ask` prints an answer.")).toBeDefined();
  });

  it("lets a passage that is cited win over one that backs a sentence as well", () => {
    const context = "Llamas live in the Andes mountains.";
    const passages = [1, 2].map((number) => ({ number, title: "", context }));
    const guard = createGuard({ question: "Where?", passages, support: 0.6 });
    expect(guard("Llamas live in the Andes mountains [2].")?.number).toBe(2);
  });

  it.each([
    ["its words are not in the passages", "Bananas grow quickly under bright tropical sunshine."],
    ["its words are far apart", "Costly fine-tuning cats sleep, Adam hunts state."],
    ["it only says again what was asked", "QLoRA does save memory, how much memory."],
    ["the question's words are all that backs it", "QLoRA saves memory through bananas and sunshine."],
    ["it is a title", "Fine-tuning at home"],
    ["it is a marker", "[1]"],
    ["it holds no word of its own", "Yes."],
    ["a number is another one", "QLoRA saves about 34% of the memory, at 39% more time."],
    ["a number is part of another one", "QLoRA saves about 3% of the memory, at 39% more time."],
    ["an identifier is not there", "QLoRA saves about 33% of the memory at more get_time time."],
    ["a name is not there", "QLoRA saves 33% of the memory at 39% more time than Galore."],
  ])("drops a sentence: %s", (_, sentence) => {
    expect(guardOf()(sentence)).toBeUndefined();
  });

  it("drops what was said before, in other words too", () => {
    const guard = guardOf();
    expect(guard("Llamas live in the Andes mountains.")).toBeDefined();
    expect(guard("In the mountains, the Andes, live llamas.")).toBeUndefined();
    expect(guard("They eat grass and sleep standing.")).toBeDefined();
  });

  it("keeps what adds a number alone", () => {
    const context = "The rank of the Llama 2 run was 64. Its alpha was 16.";
    const question = "Which rank had the Llama 2 run on Colab?";
    const guard = createGuard({ question, passages: [{ number: 1, title: "", context }], support: 0.6 });
    expect(guard("The rank of the Llama 2 run was 64.")).toBeDefined();
    expect(guard("The rank of the Llama 2 run was 64.")).toBeUndefined();
  });

  it("asks for as much support as it is told to", () => {
    const half = "Llamas live in mountains with bananas, jazz and wifi.";
    expect(guardOf(0.6)(half)).toBeUndefined();
    expect(guardOf(0.5)(half)).toBeDefined();
  });
});
