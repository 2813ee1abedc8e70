import type { Answer, AnswerEvent, Answerer, AnswerRequest, Citation } from "../../../retrieval/contract.ts";

export const citation: Citation = {
  number: 1,
  chunkId: "c1",
  documentId: "d1",
  link: "/guides/start",
  title: "Start",
  author: "Ada",
  text: "Run npm start.",
  score: 0.9,
};

export const answer: Answer = {
  id: "a1",
  answer: "Run it.\n",
  citations: [citation],
  model: "test-model",
  version: "test-model",
  template: "answer@1",
  finishReason: "stop",
  usage: { promptTokens: 12, completionTokens: 3 },
  timings: { embed: 1, search: 2, rerank: 0, prompt: 1, firstToken: 5, total: 9 },
  warnings: [],
};

export const answerEvents: readonly AnswerEvent[] = [
  {
    type: "retrieval",
    id: "a1",
    citations: [citation],
    confidence: 0.8,
    answerable: true,
    version: "test-model",
    prompt: [{ role: "user", content: "How?" }],
    warnings: [],
  },
  { type: "token", text: "Run" },
  { type: "token", text: " it.\n" },
  { type: "done", answer },
];

/** An answerer that gives these events and remembers what it was asked. */
export const scriptedAnswerer = (
  events: readonly (AnswerEvent | Error)[] = answerEvents,
): Answerer & { readonly asked: AnswerRequest[] } => {
  const asked: AnswerRequest[] = [];
  return {
    asked,
    async *answer(request) {
      asked.push(request);
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
};
