import type { BatchOutcome } from "../../domain/runs/feature-totals.ts";

type Step = keyof BatchOutcome["seconds"];

/** Adds up the time that each step takes. */
export interface Stopwatch {
  time<T>(step: Step, work: () => Promise<T>): Promise<T>;
  timeSync<T>(step: Step, work: () => T): T;
  seconds(): BatchOutcome["seconds"];
}

/** A stopwatch that reads `now` (milliseconds). */
export const createStopwatch = (now: () => number): Stopwatch => {
  const spent = { clean: 0, chunk: 0, embed: 0, load: 0 };
  return {
    time: async (step, work) => {
      const start = now();
      try {
        return await work();
      } finally {
        spent[step] += now() - start;
      }
    },
    timeSync: (step, work) => {
      const start = now();
      try {
        return work();
      } finally {
        spent[step] += now() - start;
      }
    },
    seconds: () => ({
      clean: spent.clean / 1_000,
      chunk: spent.chunk / 1_000,
      embed: spent.embed / 1_000,
      load: spent.load / 1_000,
    }),
  };
};
