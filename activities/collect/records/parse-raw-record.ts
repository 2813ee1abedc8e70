import { type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { RawRecord } from "./record-splitter.ts";

/** Where in its text a JSON parser that tells it finds the first error: line and column from 0. */
const findError = (text: string): { line: number; column: number; reason: string } | undefined => {
  let found: { line: number; column: number; reason: string } | undefined;
  visit(
    text,
    {
      onError: (code, _offset, _length, line, column) => {
        found ??= { line, column, reason: words(code) };
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return found;
};

/** `CommaExpected` as "comma expected". */
const words = (code: ParseErrorCode): string =>
  printParseErrorCode(code)
    .replace(/(?<=.)([A-Z])/g, " $1")
    .toLowerCase();

/**
 * Reads what a record says.
 *
 * @throws {InvalidInputError} that names line and column when it is no JSON, or no UTF-8.
 */
export const parseRawRecord = ({ bytes, position, start }: RawRecord): unknown => {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new InvalidInputError(
      `record ${position}, which starts at line ${start.line}, is not valid UTF-8: save the file as UTF-8`,
      { cause: error },
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const found = findError(text) ?? { line: 0, column: 0, reason: "no valid JSON" };
    const column = found.line === 0 ? start.column + found.column : found.column + 1;
    throw new InvalidInputError(
      `line ${start.line + found.line}, column ${column}: record ${position} is not valid JSON: ${found.reason}`,
      { cause: error },
    );
  }
};
