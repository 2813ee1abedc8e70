import { randomUUID } from "node:crypto";
import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { describeError } from "../../domain/describe-error.ts";
import { ChecksumError, SetupError } from "../../domain/errors.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import { sha256OfFile } from "../../stack/downloads/checksum.ts";

/** The first file that is not what it should be, with what is wrong; `undefined` when all are right. */
const findDifference = async (
  folder: string,
  { files }: Artefact,
  signal: AbortSignal,
): Promise<string | undefined> => {
  for (const { path, sha256, bytes } of files) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => undefined);
    if (found?.size !== bytes) return `${file} has ${found?.size ?? "no"} bytes instead of ${bytes}`;
    const actual = await sha256OfFile(file, signal);
    if (actual !== sha256) return `${file} has SHA-256 ${actual}, but ${sha256} was expected`;
  }
  return undefined;
};

const copyWhole = async (
  source: string,
  place: string,
  artefact: Artefact,
  signal: AbortSignal,
): Promise<void> => {
  const incoming = join(place, "..", `.incoming-${randomUUID()}`);
  try {
    await mkdir(incoming, { recursive: true });
    await cp(source, incoming, { recursive: true, dereference: true });
    const difference = await findDifference(incoming, artefact, signal);
    if (difference) throw new ChecksumError(difference);
    await rm(place, { recursive: true, force: true });
    await rename(incoming, place);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
};

/**
 * Puts the files of a version into the folder that a server reads its models from, under the version's id. They show
 * up there under that name when they are whole; what is there and right is left alone.
 *
 * @param source folder with the artefact's files.
 * @throws {ChecksumError} when a file is not what was stored; {SetupError} when the folder cannot be written.
 */
export const placeModel = async (
  source: string,
  {
    modelsDir,
    id,
    artefact,
  }: { readonly modelsDir: string; readonly id: string; readonly artefact: Artefact },
  signal: AbortSignal,
): Promise<void> => {
  const place = join(modelsDir, id);
  if ((await findDifference(place, artefact, signal)) === undefined) return;
  try {
    await copyWhole(source, place, artefact, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ChecksumError) throw error;
    throw new SetupError(`${place} cannot be written (TABBY_MODELS_DIR): ${describeError(error)}`, {
      cause: error,
    });
  }
};
