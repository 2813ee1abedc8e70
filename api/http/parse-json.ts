import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { HttpProblem } from "./http-problem.ts";
import { findTooDeep } from "./json-depth.ts";

/** Deepest nesting of brackets that a body may have. */
export const MAX_JSON_DEPTH = 50;

const positionOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} (offset ${offset})`;
};

/** The engine's own messages leave the place out at times; this parser tells it always. */
const explain = (text: string): string => {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return "";
  const name = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return ` at ${positionOf(text, first.offset)}: ${name}`;
};

/**
 * Parses the text of a body.
 *
 * @throws {HttpProblem} 400 that tells the place where the text stops being JSON, or nests deeper than 50 brackets.
 */
export const parseJson = (text: string): unknown => {
  const tooDeep = findTooDeep(text, MAX_JSON_DEPTH);
  if (tooDeep >= 0) {
    const where = positionOf(text, tooDeep);
    throw new HttpProblem(400, `The body nests deeper than ${MAX_JSON_DEPTH} brackets at ${where}.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HttpProblem(400, `The body is not valid JSON${explain(text)}.`, { cause });
  }
};
