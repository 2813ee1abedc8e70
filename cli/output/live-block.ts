/** The part of a terminal's stream that is used. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Lines that are kept current in place. */
export interface LiveBlock {
  update(lines: readonly string[]): void;
  /** Leaves the last lines standing. */
  end(): void;
}

/** Milliseconds between two reports where nothing can be overwritten. */
const PLAIN_INTERVAL = 5_000;

const onTerminal = (stream: TextStream): LiveBlock => {
  let height = 0;
  return {
    update: (lines) => {
      const width = (stream.columns ?? 80) - 1;
      const up = height > 0 ? `\u001b[${height}A\u001b[0J` : "";
      stream.write(`${up}${lines.map((line) => `${line.slice(0, width)}\n`).join("")}`);
      height = lines.length;
    },
    end: () => {
      height = 0;
    },
  };
};

/** Elsewhere a line is written when it is new, and one that keeps changing every five seconds, and at the end. */
const asPlainLines = (stream: TextStream): LiveBlock => {
  let written: readonly string[] = [];
  let current: readonly string[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  const write = (): void => {
    for (const line of current) if (!written.includes(line)) stream.write(`${line}\n`);
    written = current;
    lastAt = performance.now();
  };
  return {
    update: (lines) => {
      current = lines;
      if (performance.now() - lastAt >= PLAIN_INTERVAL) write();
    },
    end: write,
  };
};

/** Shows lines that change: in place on a terminal, as they come (but not too often) elsewhere. */
export const createLiveBlock = (stream: TextStream): LiveBlock =>
  stream.isTTY ? onTerminal(stream) : asPlainLines(stream);
