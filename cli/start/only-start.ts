import { access, constants, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeFolder } from "../../configs/make-folder.ts";
import { tryWriting } from "../../configs/try-writing.ts";
import { describeError } from "../../domain/describe-error.ts";
import { ConflictError, InvalidInputError } from "../../domain/errors.ts";
import { exclusively } from "../../stack/downloads/exclusively.ts";

const stateSchema = z.object({ url: z.string(), pid: z.int() });

const readState = async (file: string): Promise<z.output<typeof stateSchema> | undefined> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const ensureWritable = async (dataDir: string): Promise<void> => {
  try {
    await makeFolder(dataDir);
    await access(dataDir, constants.R_OK);
    await tryWriting(dataDir);
  } catch (error) {
    throw new InvalidInputError(
      `The data folder ${dataDir} cannot be written to (${describeError(error)}). Set DATA_DIR to a folder that can, or change its permissions.`,
      { cause: error },
    );
  }
};

/**
 * Does work that only one process may do on a data folder at a time.
 *
 * @param url where this start is to be found, told to a second one.
 * @throws {ConflictError} that says where the other one runs.
 * @throws {InvalidInputError} when the folder cannot be made or written to.
 */
export const asOnlyStart = async <T>(dataDir: string, url: string, work: () => Promise<T>): Promise<T> => {
  await ensureWritable(dataDir);
  const file = join(dataDir, "stack.json");
  const other = await readState(file);
  const refused = new AbortController();
  return exclusively(
    join(dataDir, "stack.lock"),
    async () => {
      await writeFile(file, JSON.stringify({ url, pid: process.pid }));
      return work();
    },
    {
      signal: refused.signal,
      onWaiting: () =>
        refused.abort(
          new ConflictError(
            `It is already running at ${other?.url ?? "another address"} (process ${other?.pid ?? "unknown"}) with the data in ${dataDir}.`,
          ),
        ),
    },
  );
};
