import type { Answer, AnswerEvent, AnswerRequest } from "../retrieval/contract.ts";
import type { ParsedGenerateRequest } from "./contract/generate.ts";
import { reasonOf } from "./http/request-signal.ts";
import { insistsOn } from "./served-model.ts";

/** The request to the answerer that a body of `POST /generate` stands for. */
export const toAnswerRequest = (body: ParsedGenerateRequest): AnswerRequest => {
  const { maxTokens, temperature, seed } = body.generation;
  const model = insistsOn(body.model);
  return {
    prompt: body.prompt,
    template: body.template,
    ...(body.author === undefined ? {} : { author: body.author }),
    ...(body.links === undefined ? {} : { links: body.links }),
    ...(model === undefined ? {} : { model }),
    retrieval: body.retrieval === false ? "none" : body.retrieval,
    generation: { maxTokens, temperature, ...(seed === undefined ? {} : { seed }) },
  };
};

/** Waits for the whole answer of a stream of events; throws the signal's reason once that has aborted. */
export const wholeAnswer = async (
  events: AsyncIterable<AnswerEvent>,
  signal: AbortSignal,
): Promise<Answer> => {
  try {
    for await (const event of events) {
      if (event.type === "done") return event.answer;
    }
  } catch (error) {
    throw reasonOf(error, signal);
  }
  throw new Error("The answer's events ended without `done`.");
};

/**
 * Waits for the first event, so that what fails before it is still a plain error, and hands back a stream that
 * starts with it. Who stops iterating that stream stops the answer.
 */
export const startAnswer = async (
  events: AsyncIterable<AnswerEvent>,
  signal: AbortSignal,
): Promise<AsyncGenerator<AnswerEvent, void, undefined>> => {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next().catch((error: unknown) => {
    throw reasonOf(error, signal);
  });
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
};
