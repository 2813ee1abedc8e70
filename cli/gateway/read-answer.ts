import { EventSourceParserStream } from "eventsource-parser/stream";
import { type GenerateResponse, generateEvents } from "../../api/contract/generate.ts";
import { UnavailableError } from "../../domain/errors.ts";

/**
 * Reads the event stream of `POST /generate` to its end.
 *
 * @param onText called with each piece of the answer.
 * @throws {UnavailableError} when the stream tells an error or breaks off.
 */
export const readAnswer = async (
  body: ReadableStream<Uint8Array>,
  onText: (text: string) => void,
): Promise<GenerateResponse> => {
  const text = new TextDecoderStream();
  const events = body.pipeThrough(text).pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    if (event === "token") onText(generateEvents.token.parse(JSON.parse(data)).text);
    if (event === "done") return generateEvents.done.parse(JSON.parse(data));
    if (event === "error") throw new UnavailableError(generateEvents.error.parse(JSON.parse(data)).detail);
  }
  throw new UnavailableError("The answer broke off before its end. Ask again; the gateway's log says why.");
};
