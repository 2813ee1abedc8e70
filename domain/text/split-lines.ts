/** A line of a file, or one that was too long to be held. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** `undefined` for a line of more bytes than are taken. */
  readonly bytes: Uint8Array | undefined;
}

const NEW_LINE = 0x0a;

const concat = (parts: readonly Uint8Array[], bytes: number): Uint8Array => {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Cuts a stream into its lines without their ends. It holds one line of at most `maxBytes` bytes, whatever comes. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let bytes = 0;

  const take = (part: Uint8Array): void => {
    bytes += part.length;
    if (bytes > maxBytes) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    const line = { number, bytes: bytes > maxBytes ? undefined : concat(parts, bytes) };
    number++;
    parts = [];
    bytes = 0;
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end !== -1; end = chunk.indexOf(NEW_LINE, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}
