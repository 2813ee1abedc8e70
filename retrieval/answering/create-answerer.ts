import type { BackendDescription, GenerationBackend } from "../../models/generation.ts";
import type { AnswerEvent, Answerer, AnswerRequest, RetrievalResult, Retriever } from "../contract.ts";
import { type AssembledPrompt, assemblePrompt } from "./assemble-prompt.ts";
import type { PromptTemplates } from "./prompt-templates.ts";
import { refuse } from "./refuse.ts";
import { createStopwatch, type Stopwatch } from "./stopwatch.ts";
import { streamAnswer } from "./stream-answer.ts";
import { toCitation } from "./to-citation.ts";

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

const UNTRACED = "The answer could not be traced to a passage: check it against the sources";

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
    stopwatch.mark("prompt");
    yield { type: "retrieval", id: head.id, citations, confidence, answerable, prompt: messages, warnings };

    const grounding = { question: prompt.question, passages };
    const generated = backend.stream({ messages, ...request.generation, grounding }, signal);
    for await (const event of streamAnswer(generated, passages)) {
      if (event.type === "text") {
        stopwatch.mark("firstToken");
        yield { type: "token", text: event.text };
        continue;
      }
      const { answer, finishReason, usage, traced } = event;
      const { model } = description;
      const whole = { ...head, answer, citations, model, finishReason, usage, timings: stopwatch.read() };
      const untraced = traced || passages.length === 0 ? [] : [UNTRACED];
      yield { type: "done", answer: { ...whole, warnings: [...warnings, ...untraced] } };
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
