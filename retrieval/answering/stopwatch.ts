import type { AnswerTimings, RetrievalResult } from "../contract.ts";

export interface Stopwatch {
  /** Retrieval is over and took so long. */
  retrieved(timings: RetrievalResult["timings"]): void;
  /** The backend is called, or the first token is here; only the first mark of each counts. */
  mark(moment: "prompt" | "firstToken"): void;
  /** The timings up to now; what was never marked took no time. */
  read(): AnswerTimings;
}

/** Takes the times of one answer, in milliseconds, from its creation on. */
export const createStopwatch = (clock: () => number): Stopwatch => {
  const start = clock();
  const moments = new Map<"retrieved" | "prompt" | "firstToken", number>();
  let steps: RetrievalResult["timings"] = { embed: 0, search: 0, rerank: 0 };
  const set = (moment: "retrieved" | "prompt" | "firstToken"): void => {
    if (!moments.has(moment)) moments.set(moment, clock());
  };
  const between = (from: number, moment: "prompt" | "firstToken"): number =>
    (moments.get(moment) ?? from) - from;
  return {
    retrieved: (timings) => {
      steps = timings;
      set("retrieved");
    },
    mark: set,
    read: () => ({
      ...steps,
      prompt: between(moments.get("retrieved") ?? start, "prompt"),
      firstToken: between(start, "firstToken"),
      total: clock() - start,
    }),
  };
};
