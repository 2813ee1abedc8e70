import type { z } from "zod";
import { InvalidInputError } from "../domain/errors.ts";

/**
 * A record as its schema has it.
 *
 * @param what how an error names it, such as `The dataset ada-instruct`.
 * @param fate what an error says became of what came with it; nothing by default.
 * @throws {InvalidInputError} that names every wrong field.
 */
export const checkRecord = <T>(what: string, schema: z.ZodType<T>, value: T, fate = ""): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new InvalidInputError(`${what} cannot be stored: ${problems.join("; ")}${fate}`);
};
