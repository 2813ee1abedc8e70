import { createLiveBlock, type LiveBlock, type TextStream } from "./live-block.ts";

/** Where a command's words go: results to standard output, all else to standard error. */
export interface Output {
  readonly json: boolean;
  /** The command's result: as JSON, or as text for people. */
  result(value: unknown, text: () => string): void;
  /** A part of a result that arrives piece by piece; left out with `--json`. */
  piece(text: string): void;
  /** A remark for people, left out with `--json`. */
  say(line: string): void;
  /** Progress for people; silent with `--json`. */
  live(): LiveBlock;
}

const silent: LiveBlock = { update: () => {}, end: () => {} };

export const createOutput = (json: boolean, stdout: TextStream, stderr: TextStream): Output => ({
  json,
  result: (value, text) => stdout.write(json ? `${JSON.stringify(value)}\n` : `${text()}\n`),
  piece: (text) => {
    if (!json) stdout.write(text);
  },
  say: (line) => {
    if (!json) stderr.write(`${line}\n`);
  },
  live: () => (json ? silent : createLiveBlock(stderr)),
});
