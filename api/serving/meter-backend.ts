import { InvalidInputError } from "../../domain/errors.ts";
import type { GenerationBackend, GenerationEvent, GenerationRequest } from "../../models/generation.ts";
import type { Outcome } from "./tally.ts";

export interface MeteredBackend {
  readonly backend: GenerationBackend;
  /** How the answer went; `undefined` when nothing was generated, or nobody waited for it to the end. */
  outcome(): Outcome | undefined;
}

/**
 * Watches one answer. What counts is the time that the model took, not the reader's; a request that was wrong and a
 * client that left are no failures of the model.
 *
 * @param clock milliseconds that never run backwards.
 */
export const meterBackend = (backend: GenerationBackend, clock: () => number): MeteredBackend => {
  let outcome: Outcome | undefined;

  const failed = (error: unknown): void => {
    if (!(error instanceof InvalidInputError)) outcome = { failed: true };
  };
  const watched = <Result>(work: Promise<Result>): Promise<Result> => {
    work.catch(failed);
    return work;
  };

  async function* measure(
    request: GenerationRequest,
    signal: AbortSignal,
  ): AsyncGenerator<GenerationEvent, void> {
    let [ms, untilFirst, pieces] = [0, 0, 0];
    let tokens: number | undefined;
    let mark = clock();
    for await (const event of backend.stream(request, signal)) {
      ms += clock() - mark;
      if (event.type === "end") tokens = event.usage.completionTokens;
      else if (++pieces === 1) untilFirst = ms;
      // Before the reader gets it, who may stop here.
      const later = (tokens ?? pieces) - 1;
      outcome = { failed: false, ms, msPerToken: later > 0 ? (ms - untilFirst) / later : undefined };
      yield event;
      mark = clock();
    }
  }

  return {
    outcome: () => outcome,
    backend: {
      ...backend,
      describe: () => watched(backend.describe()),
      countTokens: (messages) => watched(backend.countTokens(messages)),
      stream: async function* (request, signal) {
        try {
          yield* measure(request, signal);
        } catch (error) {
          if (signal.aborted) outcome = undefined;
          else failed(error);
          throw error;
        }
      },
    },
  };
};
