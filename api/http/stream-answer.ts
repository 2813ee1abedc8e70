import type { Request, Response } from "express";
import type { Answer, AnswerEvent } from "../../retrieval/contract.ts";
import { startAnswer } from "../answer-requests.ts";
import type { Problem } from "../contract/problem.ts";
import { openEventStream } from "./event-stream.ts";
import { requestIdOf } from "./request-log.ts";
import { reasonOf } from "./request-signal.ts";
import { toProblem } from "./to-problem.ts";

/** How a protocol writes the events of an answer. */
export interface AnswerProtocol {
  /** The text that goes over the wire for an event. */
  readonly format: (event: AnswerEvent) => string;
  readonly formatProblem: (problem: Problem) => string;
  /** What ends a stream that went well. */
  readonly ending: string;
}

export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly signal: AbortSignal;
}

/**
 * Sends an answer as server-sent events. What fails before the first event is thrown; what fails later becomes an
 * error event. A client that leaves stops the answer.
 */
export const streamAnswer = async (
  answer: AsyncIterable<AnswerEvent>,
  { format, formatProblem, ending }: AnswerProtocol,
  { request, response, signal }: Exchange,
  onDone: (answer: Answer) => void,
): Promise<void> => {
  const started = await startAnswer(answer, signal);
  const out = openEventStream(response, signal);
  try {
    for await (const event of started) {
      await out.write(format(event));
      if (event.type === "done") onDone(event.answer);
    }
    out.end(ending);
  } catch (error) {
    const { body, expected } = toProblem(reasonOf(error, signal), requestIdOf(request));
    if (!expected && !signal.aborted) request.log.error({ err: error }, "stream failed");
    out.end(formatProblem(body));
  }
};
