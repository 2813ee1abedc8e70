import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import { InvalidInputError } from "../../domain/errors.ts";

/**
 * The folder of a run on this worker, where checkpoints are and finished steps are remembered.
 *
 * @throws {InvalidInputError} when the key could lead out of the work folder.
 */
export const runFolder = (workFolder: string, runKey: string): string => {
  if (!/^[\w-]{1,200}$/.test(runKey)) {
    throw new InvalidInputError(`runKey: ${JSON.stringify(runKey)} must be letters, digits, - and _`);
  }
  return join(workFolder, runKey);
};

/** Reads a JSON file that we wrote; `undefined` where there is none. */
export const readRecord = async <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> => {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
};

/** Writes a JSON file that is there as a whole or not at all. */
export const writeRecord = async (file: string, value: unknown): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.partial`, JSON.stringify(value), { flush: true });
  await rename(`${file}.partial`, file);
};

/** Does a step once: a second time, as when the worker died before it could answer, what came of it is read from the file. */
export const remembered = async <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  work: () => Promise<z.output<Schema>>,
): Promise<z.output<Schema>> => {
  const known = await readRecord(file, schema);
  if (known !== undefined) return known;
  const result = await work();
  await writeRecord(file, result);
  return result;
};
