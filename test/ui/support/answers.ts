import type { Answer, AnswerEvent, Answerer, AnswerRequest, Citation } from "../../../retrieval/contract.ts";

export const citations: readonly Citation[] = [
  {
    number: 1,
    chunkId: "c1",
    documentId: "d1",
    link: "/guides/starting",
    title: "Starting",
    author: "Ada Lovelace",
    text: "One command brings everything up.",
    score: 0.91,
  },
  {
    number: 2,
    chunkId: "c2",
    documentId: "d2",
    link: "javascript:alert(1)",
    title: "A bad link",
    author: "Ada Lovelace",
    text: "This came from an imported file.",
    score: 0.42,
  },
];

export const answer: Answer = {
  id: "a1",
  answer: "Run `npm start[2]`. It brings everything up [1].",
  citations,
  model: "test-model",
  version: "test-model",
  template: "answer@1",
  finishReason: "stop",
  usage: { promptTokens: 120, completionTokens: 9 },
  timings: { embed: 4, search: 6, rerank: 0, prompt: 1, firstToken: 300, total: 1_250 },
  warnings: [],
};

export const retrieval: AnswerEvent = {
  type: "retrieval",
  id: "a1",
  citations,
  confidence: 0.83,
  answerable: true,
  version: "test-model",
  prompt: [{ role: "user", content: "Passages: … Question: How do I start?" }],
  warnings: [],
};

/** An answerer whose events the test gives one by one; it remembers what it was asked and what was stopped. */
export const steeredAnswerer = () => {
  const asked: AnswerRequest[] = [];
  const stopped: AnswerRequest[] = [];
  const script: { next: PromiseWithResolvers<AnswerEvent | Error> } = { next: Promise.withResolvers() };
  const answerer: Answerer = {
    async *answer(request, signal) {
      asked.push(request);
      const left = Promise.withResolvers<never>();
      signal.addEventListener("abort", () => {
        stopped.push(request);
        left.reject(signal.reason);
      });
      left.promise.catch(() => undefined);
      for (;;) {
        const event = await Promise.race([script.next.promise, left.promise]);
        script.next = Promise.withResolvers();
        if (event instanceof Error) throw event;
        yield event;
        if (event.type === "done") return;
      }
    },
  };
  /** Gives one event and waits until it has been taken. */
  const give = async (event: AnswerEvent | Error): Promise<void> => {
    const { promise, resolve } = script.next;
    resolve(event);
    await promise;
    while (script.next.promise === promise) await new Promise((taken) => setTimeout(taken, 5));
  };
  return { answerer, asked, stopped, give };
};

/** An answerer that gives all of an answer at once. */
export const promptAnswerer = (done: Answer = answer): Answerer => ({
  async *answer() {
    yield { ...retrieval, citations: done.citations, answerable: done.finishReason !== "unanswerable" };
    yield { type: "token", text: done.answer };
    yield { type: "done", answer: done };
  },
});
