import type { GenerationEvent } from "../../models/generation.ts";
import { attributeSentences } from "./attribute-sentences.ts";
import { createCitationFilter } from "./citation-filter.ts";
import type { StreamedAnswer } from "./streamed-answer.ts";

const UNTRACED = "The answer could not be traced to a passage: check it against the sources";

/**
 * Puts the markers of a generated answer right while it streams: those of passages that don't exist are taken out, and
 * where the model set none, the passages whose words it used are named at the end.
 */
export async function* streamAnswer(
  events: AsyncIterable<GenerationEvent>,
  passages: readonly { readonly number: number; readonly text: string }[],
): AsyncGenerator<StreamedAnswer, void> {
  const filter = createCitationFilter(passages.length);
  let answer = "";
  for await (const event of events) {
    if (event.type === "text-delta") {
      const cleaned = filter.push(event.text);
      const text = answer === "" ? cleaned.trimStart() : cleaned;
      if (text === "") continue;
      answer += text;
      yield { type: "text", text };
      continue;
    }
    const rest = answer === "" ? filter.flush().trimStart() : filter.flush();
    const numbers = filter.cited() ? [] : attributeSentences(answer + rest, passages);
    const text = rest + (numbers.length === 0 ? "" : ` ${numbers.map((number) => `[${number}]`).join("")}`);
    if (text !== "") yield { type: "text", text };
    const { finishReason, usage } = event;
    const traced = filter.cited() || numbers.length > 0 || passages.length === 0;
    yield { type: "end", answer: answer + text, finishReason, usage, warnings: traced ? [] : [UNTRACED] };
  }
}
