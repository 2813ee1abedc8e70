import type { z } from "zod";
import { type FieldProblem, HttpProblem } from "./http-problem.ts";

/** Field names are shown back; more of them than this are summed up. */
const MAX_LISTED = 50;
const MAX_SHOWN_CHARACTERS = 100;

const shorten = (text: string): string =>
  text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;

const toPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : shorten(String(part))))
    .join(".")
    .replaceAll(".[", "[");

const toFieldProblems = (issue: z.core.$ZodIssue): FieldProblem[] => {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: toPath([...issue.path, key]), message: "unknown field" }));
  }
  const missing = issue.input === undefined && issue.code === "invalid_type";
  // A schema that says more about what is missing has the word.
  const unsaid = missing && issue.message.endsWith("received undefined");
  return [{ path: toPath(issue.path), message: unsaid ? "is required" : issue.message }];
};

/**
 * Reads an input by its schema. `what` names the input in the message, such as `body` or `query`.
 *
 * @throws {HttpProblem} 400 that names each wrong field.
 */
export const parseInput = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: "body" | "query" | "path",
): z.output<Schema> => {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap(toFieldProblems);
  const errors = problems.slice(0, MAX_LISTED);
  const names = errors.slice(0, 5).map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const more = problems.length > names.length ? `, and ${problems.length - names.length} more` : "";
  throw new HttpProblem(400, `The ${what} is wrong: ${names.join("; ")}${more}.`, { errors });
};
