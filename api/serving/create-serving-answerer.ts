import { describeError } from "../../domain/describe-error.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import type {
  AnswerEvent,
  Answerer,
  AnswerRequest,
  RetrievalResult,
  Retriever,
} from "../../retrieval/contract.ts";
import type { Lease, Serving, ServingEvents } from "./serving.ts";

export interface ServingAnswererDependencies {
  readonly serving: Pick<Serving, "acquire" | "acquireStable">;
  readonly retriever: Retriever;
  /** Makes the answerer of one request. */
  readonly createAnswerer: (parts: { backend: GenerationBackend; retriever: Retriever }) => Answerer;
  readonly events: Pick<ServingEvents, "fellBack">;
}

interface RememberingRetriever extends Retriever {
  /** Whether there is nothing to answer from, whoever answers. */
  readonly hasFailed: () => boolean;
}

/** Retrieves once for one request, however often it is answered. */
const retrieveOnce = (retriever: Retriever): RememberingRetriever => {
  let found: Promise<RetrievalResult> | undefined;
  let failed = false;
  return {
    hasFailed: () => failed,
    retrieve: (request, signal) => {
      found ??= retriever.retrieve(request, signal).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      return found;
    },
  };
};

/**
 * Answers with the version whose turn it is, which stays loaded until the answer is over. A candidate's answer is held
 * back until it is whole; where it fails, the stable version answers in its place. Who names a model gets no candidate.
 */
export const createServingAnswerer = (dependencies: ServingAnswererDependencies): Answerer => {
  const { serving, retriever, createAnswerer, events } = dependencies;

  /** The candidate's whole answer; `undefined` where there is none. */
  const tryCandidate = async (
    { backend }: Lease,
    remembering: RememberingRetriever,
    request: AnswerRequest,
    signal: AbortSignal,
  ): Promise<readonly AnswerEvent[] | undefined> => {
    try {
      const whole: AnswerEvent[] = [];
      const answerer = createAnswerer({ backend, retriever: remembering });
      for await (const event of answerer.answer(request, signal)) whole.push(event);
      return whole;
    } catch (error) {
      signal.throwIfAborted();
      if (remembering.hasFailed()) throw error;
      events.fellBack({ reason: describeError(error) });
      return undefined;
    }
  };

  async function* answerWith(
    lease: Lease,
    from: Retriever,
    request: AnswerRequest,
    signal: AbortSignal,
  ): AsyncGenerator<AnswerEvent, void> {
    using held = lease;
    yield* createAnswerer({ backend: held.backend, retriever: from }).answer(request, signal);
  }

  return {
    async *answer(request, signal) {
      const lease = await (request.model === undefined
        ? serving.acquire(signal)
        : serving.acquireStable(signal));
      if (lease.role === "stable") {
        yield* answerWith(lease, retriever, request, signal);
        return;
      }
      const remembering = retrieveOnce(retriever);
      let whole: readonly AnswerEvent[] | undefined;
      try {
        whole = await tryCandidate(lease, remembering, request, signal);
      } finally {
        lease[Symbol.dispose]();
      }
      if (whole) yield* whole;
      else yield* answerWith(await serving.acquireStable(signal), remembering, request, signal);
    },
  };
};
