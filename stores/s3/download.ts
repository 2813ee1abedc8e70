import { createHash } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Artefact, ArtefactFile } from "../../domain/registry/artefact.ts";
import { changedFile, missingArtefact } from "../artefact-errors.ts";
import { hashFile } from "../filesystem/artefact-files.ts";
import { exists } from "../filesystem/disk.ts";
import { temporaryPath } from "../filesystem/temporary-folders.ts";
import type { Bucket } from "./bucket.ts";

/** A file of an artefact: where it is in the bucket, and where it goes. */
export interface Download {
  readonly artefact: Artefact;
  readonly file: ArtefactFile;
  readonly key: string;
  readonly path: string;
  /** The cache's folder, for what is not whole yet. */
  readonly folder: string;
}

/**
 * Streams a file of an artefact out of a bucket.
 *
 * @throws {NotFoundError} when it is not there; {ChecksumError} at the end, when it is not what was stored.
 */
export async function* readChecked(
  bucket: Bucket,
  { artefact, file, key }: Pick<Download, "artefact" | "file" | "key">,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const content = await bucket.read(key, signal);
  if (!content) throw missingArtefact(artefact, file.path);
  const hash = createHash("sha256");
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  const found = hash.digest("hex");
  if (found !== file.sha256) throw changedFile(artefact, file, found);
}

/** Brings a file into the cache, unless it is there with the right SHA-256. Throws as `readChecked` does. */
export const download = async (bucket: Bucket, wanted: Download, signal: AbortSignal): Promise<void> => {
  const { file, path, folder } = wanted;
  if ((await exists(path)) && (await hashFile(path, signal)) === file.sha256) return;
  const temporary = temporaryPath(folder);
  try {
    {
      await using handle = await open(temporary, "wx");
      for await (const chunk of readChecked(bucket, wanted, signal)) await handle.writeFile(chunk);
      await handle.sync();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
};
