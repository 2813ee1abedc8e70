import { TooLargeError } from "../../../domain/errors.ts";

/**
 * Reads a body whole, as it is after decompression.
 *
 * @throws {TooLargeError} as soon as it passes `maxBytes`; the rest is never decompressed.
 */
export const readLimited = async (
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
  name: string,
): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new TooLargeError(`${name} is larger than ${maxBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts, bytes);
};
