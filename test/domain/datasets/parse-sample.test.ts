import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSchemas } from "../../../domain/datasets/dataset-version.ts";
import { parseSample } from "../../../domain/datasets/parse-sample.ts";

const user = { role: "user", content: " Why? " };
const assistant = { role: "assistant", content: "Because." };
const expected = { sample: { instruction: "Why?", answer: "Because.", documentId: null } };

describe("parseSample", () => {
  it.each([
    { instruction: "Why?", answer: "Because." },
    { question: "Why?", response: "Because.", extra: 1 },
    { prompt: "Why?", completion: " Because.\n" },
    { instruction: "Why?", input: "", output: "Because." },
    { prompt: [{ role: "system", content: "Be brief." }, user], completion: [assistant] },
    { messages: [user, assistant] },
    { messages: [{ role: "system", content: "Be brief." }, user, assistant] },
  ])("reads %j", (value) => {
    expect(parseSample(value, "instruct")).toEqual(expected);
  });

  it("puts Alpaca's input behind its instruction", () => {
    const value = { instruction: "Translate.", input: "Olá", output: "Hello" };
    expect(parseSample(value, "instruct")).toMatchObject({ sample: { instruction: "Translate.\n\nOlá" } });
  });

  it("replaces half of a surrogate pair, which no trainer reads", () => {
    const value = { instruction: "Why \ud83d", answer: "Because \ude00." };
    expect(parseSample(value, "instruct")).toMatchObject({
      sample: { instruction: "Why \ufffd", answer: "Because \ufffd." },
    });
    const messages = [user, { ...assistant, content: "Yes \ud83d" }];
    expect(parseSample({ messages }, "instruct")).toMatchObject({ sample: { answer: "Yes \ufffd" } });
  });

  it.each([
    [null, "not a JSON object"],
    [[1], "not a JSON object"],
    [{ instruction: "Why?", answer: 42 }, "no text in answer"],
    [{ answer: "Because." }, "no text in instruction"],
    [{ messages: [user] }, "a user's message and an assistant's answer"],
    [{ messages: [assistant, user] }, "a user's message and an assistant's answer"],
    [{ messages: [user, assistant, user, assistant] }, "4 of them"],
    [{ messages: [user, { role: "assistant", content: " " }] }, "one is empty"],
  ])("says what is wrong with %j", (value, problem) => {
    expect(parseSample(value, "instruct")).toEqual({ problem: expect.stringContaining(problem) });
  });

  it("reads preferences of texts and of conversations", () => {
    const value = { prompt: "Why?", chosen: [user, assistant], rejected: "Dunno." };
    expect(parseSample({ ...value, prompt: undefined }, "preference")).toHaveProperty(
      "sample.instruction",
      "Why?",
    );
    expect(parseSample({ chosen: [assistant], rejected: "Dunno." }, "preference")).toEqual({
      problem: expect.stringContaining("no text in instruction"),
    });
    const expected = {
      sample: { instruction: "Why?", chosen: "Because.", rejected: "Dunno.", documentId: null },
    };
    expect(parseSample(value, "preference")).toEqual(expected);
    expect(
      parseSample(
        { ...value, prompt: [user], rejected: [{ ...assistant, content: "Dunno." }] },
        "preference",
      ),
    ).toEqual(expected);
    expect(parseSample({ ...value, rejected: "Because." }, "preference")).toMatchObject({
      problem: expect.stringContaining("same"),
    });
  });

  it("takes any value, and what it reads is a sample", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("instruct", "preference"), (value, kind) => {
        const parsed = parseSample(value, kind);
        if ("sample" in parsed) sampleSchemas[kind].parse(parsed.sample);
        else expect(parsed.problem).not.toBe("");
      }),
    );
  });
});
