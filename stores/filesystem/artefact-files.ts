import { createHash, type Hash } from "node:crypto";
import { createReadStream, type Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "../../domain/errors.ts";
import { type Artefact, type ArtefactFile, sha256Schema } from "../../domain/registry/artefact.ts";
import { missingArtefact } from "../artefact-errors.ts";

const READ_CHUNK_BYTES = 1024 ** 2;

/** Streams a file, and the same bytes into a hash. */
export async function* readHashed(path: string, hash: Hash, signal: AbortSignal): AsyncIterable<Uint8Array> {
  for await (const chunk of createReadStream(path, { highWaterMark: READ_CHUNK_BYTES })) {
    signal.throwIfAborted();
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * SHA-256 of a file, in hex.
 *
 * @param onBytes called with the bytes of each piece.
 */
export const hashFile = async (
  path: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => {},
): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of readHashed(path, hash, signal)) onBytes(chunk.byteLength);
  return hash.digest("hex");
};

const refuse = (path: string, stats: Stats): void => {
  if (!stats.isFile() && !stats.isDirectory()) {
    throw new InvalidInputError(`${path} is neither a file nor a folder: an artefact holds nothing else.`);
  }
};

/**
 * Paths of all files below a folder, with forward slashes, in order.
 *
 * @throws {InvalidInputError} at a link or a device (what it points at could change, or be anybody's), and when there
 * is no file at all.
 */
export const listFiles = async (folder: string): Promise<string[]> => {
  const paths: string[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const name of await readdir(join(folder, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      const stats = await lstat(join(folder, path));
      refuse(join(folder, path), stats);
      if (stats.isDirectory()) await walk(path);
      else paths.push(path);
    }
  };
  await walk("");
  if (paths.length === 0) throw new InvalidInputError(`${folder} holds no file: an artefact needs one.`);
  return paths.sort();
};

/** SHA-256 over the lines `sha256  path` of files, in order of path: an artefact's id. */
export const artefactId = (files: readonly ArtefactFile[]): string => {
  const hash = createHash("sha256");
  for (const { path, sha256 } of [...files].sort((left, right) => (left.path < right.path ? -1 : 1))) {
    hash.update(`${sha256}  ${path}\n`);
  }
  return hash.digest("hex");
};

/** The file of an artefact at a path. @throws {NotFoundError} when it has none there. */
export const requireFile = (artefact: Artefact, path: string): ArtefactFile => {
  const file = artefact.files.find((candidate) => candidate.path === path);
  if (!file) throw missingArtefact(artefact, path);
  return file;
};

/** @throws {InvalidInputError} when the id is no SHA-256: nothing else becomes the name of a folder. */
export const safeId = ({ id }: Artefact): string => {
  if (sha256Schema.safeParse(id).success) return id;
  throw new InvalidInputError(`${JSON.stringify(id.slice(0, 80))} is no artefact's id.`);
};

/**
 * A path of an artefact as it may be joined to a folder.
 *
 * @throws {InvalidInputError} when it leads out of the folder.
 */
export const safePath = (path: string): string => {
  const parts = path.split("/");
  if (/[\\\0]/.test(path) || parts.some((part) => part === "" || part === "." || part === "..")) {
    throw new InvalidInputError(`${JSON.stringify(path)} is no path inside an artefact.`);
  }
  return path;
};
