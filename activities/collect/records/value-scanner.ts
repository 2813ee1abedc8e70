/** Finds where a JSON value ends, however it is cut into chunks, without reading what it says. */
export interface ValueScanner {
  /** Gets ready for the value that starts with this byte. */
  start(firstByte: number): void;
  /**
   * Scans a chunk from `from`; returns the index after the value's last byte, or -1 where it goes on in the next.
   * `tooDeep` is called with the index of a bracket that is one too many, and must throw.
   */
  scan(chunk: Uint8Array, from: number, tooDeep: (index: number) => never): number;
  /** Whether the value is a number or a word, which nothing but what follows it ends. */
  readonly endsWithInput: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export const isSpace = (byte: number): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
/** `,` `:` `]` `}`: what can stand after a value, and never starts one. */
export const isPunctuation = (byte: number): boolean => byte === 0x2c || byte === 0x3a || isClosing(byte);

export const createValueScanner = (maxDepth: number): ValueScanner => {
  let scalar = false;
  let depth = 0;
  let inString = false;
  let escaped = false;

  const scanScalar = (chunk: Uint8Array, from: number): number => {
    for (let index = from; index < chunk.length; index++) {
      const byte = chunk[index] ?? 0;
      if (isSpace(byte) || isPunctuation(byte)) return index;
    }
    return -1;
  };

  /** Scans inside a string; returns the index after its closing quote, or -1. */
  const scanString = (chunk: Uint8Array, from: number): number => {
    for (let index = from; index < chunk.length; index++) {
      const byte = chunk[index];
      if (escaped) escaped = false;
      else if (byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) {
        inString = false;
        return index + 1;
      }
    }
    return -1;
  };

  const scanStructure = (chunk: Uint8Array, from: number, tooDeep: (index: number) => never): number => {
    let index = from;
    while (index < chunk.length) {
      if (inString) {
        index = scanString(chunk, index);
        if (index === -1) return -1;
        if (depth === 0) return index;
        continue;
      }
      const byte = chunk[index] ?? 0;
      if (byte === QUOTE) inString = true;
      else if (isOpening(byte)) {
        depth++;
        if (depth > maxDepth) tooDeep(index);
      } else if (isClosing(byte)) {
        depth--;
        if (depth === 0) return index + 1;
      }
      index++;
    }
    return -1;
  };

  return {
    start(firstByte) {
      scalar = firstByte !== QUOTE && !isOpening(firstByte);
      depth = 0;
      inString = false;
      escaped = false;
    },
    scan: (chunk, from, tooDeep) => (scalar ? scanScalar(chunk, from) : scanStructure(chunk, from, tooDeep)),
    get endsWithInput() {
      return scalar;
    },
  };
};
