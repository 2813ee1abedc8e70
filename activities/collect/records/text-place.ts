/** A place in a file. */
export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** In bytes from the file's start, from 0. */
  readonly offset: number;
}

export const describePlace = ({ line, column, offset }: TextPlace): string =>
  `line ${line}, column ${column} (byte ${offset})`;

/** Counts lines and columns of bytes that pass by in chunks. */
export interface PlaceTracker {
  /** Passes the bytes of `chunk` from `from` up to `to`. */
  advance(chunk: Uint8Array, from: number, to: number): void;
  /** Where the next byte stands. */
  here(): TextPlace;
}

const NEW_LINE = 0x0a;

export const createPlaceTracker = (): PlaceTracker => {
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  return {
    advance(chunk, from, to) {
      const passed = chunk.subarray(from, to);
      for (let at = passed.indexOf(NEW_LINE); at !== -1; at = passed.indexOf(NEW_LINE, at + 1)) {
        line++;
        lineStart = offset + at + 1;
      }
      offset += passed.length;
    },
    here: () => ({ line, column: offset - lineStart + 1, offset }),
  };
};
