import { EventSourceParserStream } from "eventsource-parser/stream";
import { ApiError, isProblem, NO_ANSWER } from "./api-error.ts";
import type { Answer, GenerateRequest, RetrievalEvent, TokenEvent } from "./generated/index.ts";
import type { Transport } from "./transport.ts";

/** What arrives while an answer is made; an error event is thrown instead. */
export type StreamedEvent =
  | { readonly type: "retrieval"; readonly retrieval: RetrievalEvent }
  | { readonly type: "token"; readonly text: string }
  | { readonly type: "done"; readonly answer: Answer };

const toEvent = (name: string | undefined, data: string): StreamedEvent | undefined => {
  // Each event's data follows the gateway's contract, from which these types are made.
  switch (name) {
    case "retrieval": {
      const retrieval: RetrievalEvent = JSON.parse(data);
      return { type: "retrieval", retrieval };
    }
    case "token": {
      const { text }: TokenEvent = JSON.parse(data);
      return { type: "token", text };
    }
    case "done": {
      const answer: Answer = JSON.parse(data);
      return { type: "done", answer };
    }
    case "error": {
      const problem: unknown = JSON.parse(data);
      if (isProblem(problem)) throw new ApiError(problem.detail, problem.status, problem);
      throw new ApiError("The answer broke off, and the gateway gave no reason.", NO_ANSWER);
    }
    default:
      return undefined;
  }
};

const parseBody = (
  body: ReadableStream<BufferSource>,
): ReadableStream<{ event?: string | undefined; data: string }> =>
  body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());

/**
 * Asks for an answer and gives its events as they arrive. Aborting the signal stops the answer on the gateway too.
 *
 * @throws {ApiError} with the gateway's reason; the signal's reason when aborted.
 */
export async function* streamAnswer(
  transport: Transport,
  request: GenerateRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent> {
  const response = await transport("/generate", {
    method: "POST",
    body: { ...request, stream: true },
    accept: "text/event-stream",
    signal,
  });
  if (!response.body) throw new ApiError("The gateway sent no answer.", NO_ANSWER);
  const reader = parseBody(response.body).getReader();
  let complete = false;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const event = toEvent(next.value.event, next.value.data);
      if (event) yield event;
      complete ||= event?.type === "done";
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ApiError) throw error;
    throw new ApiError("The connection broke off before the answer was complete.", NO_ANSWER, undefined, {
      cause: error,
    });
  } finally {
    // Whatever ended the reading, nothing more is wanted of this connection.
    await reader.cancel().catch(() => undefined);
  }
  if (!complete) throw new ApiError("The answer ended before it was complete.", NO_ANSWER);
}
