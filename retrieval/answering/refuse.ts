import type { AnswerEvent, AnswerRequest, RetrievalResult } from "../contract.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { nearestDocuments, unanswerableText } from "./unanswerable.ts";

/** The events of an answer that says that the documents hold none; nothing is generated. */
export function* refuse(
  request: AnswerRequest,
  { results, confidence, warnings }: RetrievalResult,
  head: { readonly id: string; readonly template: string },
  stopwatch: Stopwatch,
): Generator<AnswerEvent, void> {
  const citations = nearestDocuments(results);
  const answer = unanswerableText(request.author, citations);
  const asked = { version: null, prompt: [] };
  yield { type: "retrieval", id: head.id, citations, confidence, answerable: false, ...asked, warnings };
  stopwatch.mark("firstToken");
  yield { type: "token", text: answer };
  const usage = { promptTokens: 0, completionTokens: 0 };
  const timings = stopwatch.read();
  const whole = { ...head, answer, citations, usage, timings, warnings };
  yield { type: "done", answer: { ...whole, model: "none", version: null, finishReason: "unanswerable" } };
}
