import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";

export interface Download {
  readonly contentType: string;
  /** Name under which a browser saves it. */
  readonly filename: string;
}

/**
 * Sends bytes as they come. What fails before the first of them is thrown and can still be told; what fails later
 * breaks the connection, so that nobody takes a part for the whole.
 */
export const sendStream = async (
  response: Response,
  content: AsyncIterable<Uint8Array>,
  { contentType, filename }: Download,
): Promise<void> => {
  const parts = content[Symbol.asyncIterator]();
  const first = await parts.next();
  const all = async function* () {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  };
  response.attachment(filename).type(contentType);
  await pipeline(Readable.from(all(), { objectMode: false }), response);
};
