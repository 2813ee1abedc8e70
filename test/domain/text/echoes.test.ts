import { expect, it } from "vitest";
import { createEchoCheck } from "../../../domain/text/echoes.ts";

it("finds a question within a sentence, however it is written there", () => {
  const isEcho = createEchoCheck("How do I feed a llama?");
  expect(isEcho('`herd ask "how do I feed a llama?"` shows it.')).toBe(true);
  expect(isEcho("How do I feed a llama")).toBe(true);
  expect(isEcho("I feed a llama with hay.")).toBe(false);
  expect(isEcho("How do I feed a llamas' herd?")).toBe(false);
});

it("takes keywords for no question, for they may stand in the answer", () => {
  expect(createEchoCheck("llama hay")("A llama hay rack holds a day's hay.")).toBe(false);
  expect(createEchoCheck("?")("Why?")).toBe(false);
});
