import { ApplicationFailure } from "@temporalio/workflow";
import type { z } from "zod";

const describeIssue = ({ path, message }: z.core.$ZodIssue): string => {
  const field = path.length > 0 ? path.join(".") : "input";
  return `${field}: ${message.endsWith("received undefined") ? "is missing" : message}`;
};

/**
 * Parses what a person or a client gave a workflow to start with.
 *
 * @throws {ApplicationFailure} non-retryable, of type `invalid-input`, that names every wrong field.
 */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw ApplicationFailure.nonRetryable(
    `The input of this workflow is wrong. ${parsed.error.issues.map(describeIssue).join("; ")}`,
    "invalid-input",
  );
};
