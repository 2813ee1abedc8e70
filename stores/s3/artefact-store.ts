import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type Artefact, type ArtefactFile, artefactSchema } from "../../domain/registry/artefact.ts";
import { changedFile, missingArtefact } from "../artefact-errors.ts";
import type { ArtefactStore, PutOptions } from "../artefact-store.ts";
import {
  artefactId,
  hashFile,
  listFiles,
  readHashed,
  requireFile,
  safeId,
  safePath,
} from "../filesystem/artefact-files.ts";
import { onDisk } from "../filesystem/disk.ts";
import { prepareFolder, removeWhole } from "../filesystem/temporary-folders.ts";
import { type BucketOptions, openBucket } from "./bucket.ts";
import { download, readChecked } from "./download.ts";

export interface S3ArtefactOptions extends BucketOptions {
  /** Local folder for what was fetched; it may be deleted at any time between two uses. */
  readonly cacheFolder: string;
  /** Milliseconds since 1970, to tell leftovers of killed processes; the system's clock by default. */
  readonly now?: () => number;
}

const manifestKey = (artefact: Artefact): string => `${safeId(artefact)}/manifest.json`;
const fileKey = (artefact: Artefact, { path }: ArtefactFile): string =>
  `${safeId(artefact)}/files/${safePath(path)}`;

const describeFolder = async (
  source: string,
  { kind, signal }: Pick<PutOptions, "kind" | "signal">,
): Promise<Artefact> => {
  const files: ArtefactFile[] = [];
  for (const path of await listFiles(source)) {
    const local = join(source, path);
    files.push({ path, sha256: await hashFile(local, signal), bytes: (await stat(local)).size });
  }
  return { id: artefactId(files), kind, files };
};

/**
 * Artefacts in a bucket of S3 or a compatible service: `{id}/files/…`, and `{id}/manifest.json`, which is written last
 * and without which there is no artefact. What is fetched is kept in a local folder and checked at every use.
 *
 * @throws {SetupError} when the address is wrong.
 */
export const createS3ArtefactStore = ({
  cacheFolder,
  now = Date.now,
  ...options
}: S3ArtefactOptions): ArtefactStore & Disposable => {
  const bucket = openBucket(options);
  let prepared: Promise<void> | undefined;
  const prepare = (): Promise<void> => {
    prepared ??= prepareFolder(cacheFolder, now).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  /** What is stored under an artefact's id; `undefined` when nothing is, or not yet. */
  const findManifest = async (artefact: Artefact, signal: AbortSignal): Promise<Artefact | undefined> => {
    const content = await bucket.read(manifestKey(artefact), signal);
    if (!content) return undefined;
    return artefactSchema.parse(JSON.parse(await text(content)));
  };

  const upload = async (source: string, artefact: Artefact, { signal, onProgress }: PutOptions) => {
    let done = 0;
    for (const file of artefact.files) {
      const hash = createHash("sha256");
      const content = async function* () {
        for await (const chunk of readHashed(join(source, file.path), hash, signal)) {
          yield chunk;
          done += chunk.byteLength;
          onProgress?.(done);
        }
      };
      await bucket.upload(fileKey(artefact, file), content(), file.bytes, signal);
      const sent = hash.digest("hex");
      if (sent !== file.sha256) throw changedFile(artefact, file, sent);
    }
    await bucket.write(manifestKey(artefact), JSON.stringify(artefact), signal);
  };

  return {
    // What is there already is written again, by the same content: so making a version again heals a damaged one.
    put: async (source, putOptions) => {
      const artefact = await describeFolder(source, putOptions);
      await upload(source, artefact, putOptions);
      if (putOptions.move) await rm(source, { recursive: true, force: true });
      return artefact;
    },
    fetch: async (artefact, signal) => {
      if (!(await findManifest(artefact, signal))) throw missingArtefact(artefact);
      return onDisk(`fetched artefacts (${cacheFolder})`, async () => {
        await prepare();
        for (const file of artefact.files) {
          const path = join(cacheFolder, safeId(artefact), safePath(file.path));
          const wanted = { artefact, file, key: fileKey(artefact, file), path, folder: cacheFolder };
          await download(bucket, wanted, signal);
        }
        return join(cacheFolder, safeId(artefact));
      });
    },
    read: async function* (artefact, path, signal) {
      const file = requireFile(artefact, path);
      if (!(await findManifest(artefact, signal))) throw missingArtefact(artefact);
      yield* readChecked(bucket, { artefact, file, key: fileKey(artefact, file) }, signal);
    },
    remove: async (artefact) => {
      const manifest = await findManifest(artefact, new AbortController().signal);
      await bucket.remove(manifestKey(artefact));
      for (const file of artefact.files) await bucket.remove(fileKey(artefact, file));
      await removeWhole(join(cacheFolder, safeId(artefact)), cacheFolder);
      return manifest !== undefined;
    },
    [Symbol.dispose]: () => bucket[Symbol.dispose](),
  };
};
