import { EventSourceParserStream } from "eventsource-parser/stream";

/** Longest event in characters: a server that sends more without an end is broken. */
const LONGEST_EVENT = 1_000_000;

/**
 * Reads the data of server-sent events as they come, whatever their framing: LF or CRLF, with or without a space
 * after the colon, comments between them, characters split over packets. Stopping to read closes the connection.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, void> {
  const events = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ maxBufferSize: LONGEST_EVENT }));
  for await (const event of events) yield event.data;
}
