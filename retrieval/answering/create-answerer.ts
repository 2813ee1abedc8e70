import { EXTRACTIVE_MODEL } from "../../models/generation/extractive/create-extractive-backend.ts";
import type { BackendDescription, GenerationBackend } from "../../models/generation.ts";
import type {
  AnswerEvent,
  Answerer,
  AnswerRequest,
  Citation,
  RetrievalResult,
  Retriever,
} from "../contract.ts";
import { type AssembledPrompt, assemblePrompt } from "./assemble-prompt.ts";
import { answerOrQuote } from "./grounding/answer-or-quote.ts";
import type { PromptTemplates } from "./prompt-templates.ts";
import { refuse } from "./refuse.ts";
import { createStopwatch, type Stopwatch } from "./stopwatch.ts";
import { streamAnswer } from "./stream-answer.ts";
import type { StreamedAnswer } from "./streamed-answer.ts";
import { toCitation } from "./to-citation.ts";
import { unanswerableText } from "./unanswerable.ts";

export interface AnswererDependencies {
  readonly retriever: Retriever;
  readonly backend: GenerationBackend;
  readonly templates: PromptTemplates;
  /** Milliseconds of a clock that never goes back, such as `performance.now`. */
  readonly clock: () => number;
  readonly newId: () => string;
}

/** What retrieval gives where it was turned off: nothing, and no judgement. */
const withoutRetrieval: RetrievalResult = {
  results: [],
  confidence: 0,
  answerable: true,
  timings: { embed: 0, search: 0, rerank: 0 },
  warnings: ["Answered without retrieval: there are no sources"],
};

const collectWarnings = (
  found: RetrievalResult,
  prompt: AssembledPrompt,
  description: BackendDescription,
): string[] => [
  ...found.warnings,
  ...(found.answerable ? [] : ["No passage matches the prompt well"]),
  ...prompt.warnings,
  ...(description.warning === undefined ? [] : [description.warning]),
];

/** Those that an answer's markers point at; all of them where it has none. */
const citedIn = (answer: string, citations: readonly Citation[]): readonly Citation[] => {
  const cited = citations.filter(({ number }) => answer.includes(`[${number}]`));
  return cited.length === 0 ? citations : cited;
};

/** Answers prompts from what the authors have published: retrieve, assemble the prompt, generate, cite. */
export const createAnswerer = (dependencies: AnswererDependencies): Answerer => {
  const { retriever, backend, templates, clock, newId } = dependencies;

  const retrieve = async (request: AnswerRequest, signal: AbortSignal): Promise<RetrievalResult> => {
    const { prompt: query, author, links, retrieval } = request;
    if (retrieval === "none") return withoutRetrieval;
    const narrowed = {
      ...(author === undefined ? {} : { author }),
      ...(links === undefined ? {} : { links }),
    };
    return retriever.retrieve({ query, ...retrieval, ...narrowed }, signal);
  };

  /** Generates, and keeps to the passages what a template holds to them. Quotes need no keeping. */
  const streamBackend = (
    request: AnswerRequest,
    { messages, question, passages }: AssembledPrompt,
    { model }: BackendDescription,
    signal: AbortSignal,
  ): AsyncIterable<StreamedAnswer> => {
    const shown = passages.map(({ number, context }) => ({ number, text: context }));
    const grounding = { question, passages: shown };
    const events = backend.stream({ messages, ...request.generation, grounding }, signal);
    const { grounding: limits } = templates[request.template];
    if (limits === undefined || request.retrieval === "none" || model === EXTRACTIVE_MODEL) {
      return streamAnswer(events, shown);
    }
    return answerOrQuote({
      events,
      question,
      passages,
      grounding: limits,
      model,
      countPrompt: () => backend.countTokens(messages),
      refusal: unanswerableText(request.author, []),
    });
  };

  async function* generate(
    request: AnswerRequest,
    found: RetrievalResult,
    head: { readonly id: string; readonly template: string },
    stopwatch: Stopwatch,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void> {
    const description = await backend.describe();
    const template = templates[request.template];
    const prompt = await assemblePrompt(request, template, found.results, backend, description);
    const { messages, passages } = prompt;
    const citations = passages.map(({ number, source }) => toCitation(number, source));
    const warnings = collectWarnings(found, prompt, description);
    const { confidence, answerable } = found;
    const version = description.model;
    stopwatch.mark("prompt");
    const asked = { version, prompt: messages };
    yield { type: "retrieval", id: head.id, citations, confidence, answerable, ...asked, warnings };

    const events = streamBackend(request, prompt, description, signal);
    for await (const event of events) {
      if (event.type === "text") {
        stopwatch.mark("firstToken");
        yield { type: "token", text: event.text };
        continue;
      }
      const { type: _, model = version, ...end } = event;
      const cited = citedIn(end.answer, citations);
      const whole = { ...head, ...end, citations: cited, model, version, timings: stopwatch.read() };
      yield { type: "done", answer: { ...whole, warnings: [...warnings, ...end.warnings] } };
    }
  }

  return {
    answer: async function* (request, signal) {
      signal.throwIfAborted();
      const stopwatch = createStopwatch(clock);
      const { name, version } = templates[request.template];
      const head = { id: newId(), template: `${name}@${version}` };
      const found = await retrieve(request, signal);
      stopwatch.retrieved(found.timings);
      // A post or an article may be written about what has not been published yet; an answer may not be invented.
      if (request.template === "answer" && !found.answerable) yield* refuse(request, found, head, stopwatch);
      else yield* generate(request, found, head, stopwatch, signal);
    },
  };
};
