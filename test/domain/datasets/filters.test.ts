import { describe, expect, it } from "vitest";
import { readDatasetsConfig } from "../../../configs/datasets.ts";
import { createDuplicateFilter, createLengthFilter } from "../../../domain/datasets/filters.ts";
import { createGroundedness } from "../../../domain/datasets/groundedness.ts";

const config = await readDatasetsConfig();
const sample = (instruction: string, answer: string) => ({ instruction, answer, documentId: null });

describe("createLengthFilter", () => {
  const fits = createLengthFilter({
    instruction: { characters: { min: 10, max: 40 }, words: { min: 3, max: 6 } },
    answer: { characters: { min: 5, max: 60 }, words: { min: 2, max: 8 } },
  });

  it.each([
    ["What is a vector?", "A list of numbers.", true],
    ["What is?", "A list of numbers.", false],
    ["Whatisavectorthen?", "A list of numbers.", false],
    ["What is a vector of one two three?", "A list of numbers.", false],
    ["What is a vector?", "List.", false],
    ["What is a vector?", "A list of numbers and of more and more and more.", false],
    ["What is a vector?", `A list ${"of".repeat(40)}`, false],
  ])("%s / %s: %s", (instruction, answer, expected) => {
    expect(fits(sample(instruction, answer))).toBe(expected);
  });

  it("looks at both answers of a preference", () => {
    const preference = { instruction: "What is a vector?", chosen: "A list of numbers.", documentId: null };
    expect(fits({ ...preference, rejected: "Nothing much." })).toBe(true);
    expect(fits({ ...preference, rejected: "No." })).toBe(false);
  });
});

describe("createDuplicateFilter", () => {
  it("drops what asks or answers nearly the same as a sample it kept", () => {
    const keeps = createDuplicateFilter(config.duplicates);
    const question = "How does a task queue hand activities to the workers that poll it?";
    const answer = "Each worker asks the queue for a task, does it, and tells the server what came of it.";
    expect(keeps(sample(question, answer))).toBe(true);
    expect(keeps(sample(question.toUpperCase(), "Something else altogether is said here."))).toBe(false);
    expect(keeps(sample("What do workers do all day?", `${answer} Again.`))).toBe(false);
    expect(keeps(sample("What do workers do all day?", "They poll."))).toBe(true);
  });
});

describe("createGroundedness", () => {
  const groundedness = createGroundedness(
    "QLoRA stores frozen weights in four bits. It saves 33% of the memory. Training takes 39% more time. " +
      "Cats sleep for most of the day. They hunt at night in the garden. Nobody knows why.",
  );

  it("is 1 for what the source says, and for the same in other words' order", () => {
    expect(groundedness("QLoRA stores frozen weights in four bits.")).toBe(1);
    expect(groundedness("Four bits: frozen weights, and 33% of the memory is saved.")).toBeGreaterThan(0.7);
  });

  it("falls with every sentence that the source does not say", () => {
    expect(groundedness("QLoRA uses a quantum laser to transmit radio signals.")).toBeLessThan(0.3);
    expect(groundedness("It saves 33% of the memory. Elephants adore jazz.")).toBeGreaterThan(0.3);
    expect(groundedness("It saves 33% of the memory. Elephants adore jazz.")).toBeLessThan(0.7);
  });

  it("is 0 for a number that is not there, for words from all over the source, and for nothing", () => {
    expect(groundedness("It saves 34% of the memory.")).toBe(0);
    expect(groundedness("Frozen weights hunt cats.")).toBeLessThan(0.7);
    expect(groundedness("")).toBe(0);
  });
});
