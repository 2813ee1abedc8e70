import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { describeError } from "../domain/describe-error.ts";
import { SetupError } from "../domain/errors.ts";

/**
 * Reads a YAML file and checks it.
 *
 * @throws {SetupError} that names the file, and the place of a syntax error or each wrong field.
 */
export const readYaml = async <Schema extends z.ZodType>(
  file: URL | string,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const path = typeof file === "string" ? file : fileURLToPath(file);
  let content: unknown;
  try {
    content = parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new SetupError(`${path} cannot be read: ${describeError(error)}`, { cause: error });
  }
  const parsed = schema.safeParse(content);
  if (!parsed.success) throw new SetupError(`${path} is wrong:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
