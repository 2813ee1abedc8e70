import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../configs/make-folder.ts";
import { NotFoundError } from "../../domain/errors.ts";
import type { Upload, UploadStore } from "../upload-store.ts";
import { hasErrorCode } from "./error-code.ts";
import { saveByHash } from "./save-by-hash.ts";

/** The only names that become paths: what callers pass never does unless it is a SHA-256. */
const ID = /^[0-9a-f]{64}$/;

const READ_CHUNK_BYTES = 256 * 1024;

const missing = (id: string): NotFoundError =>
  new NotFoundError(`There is no upload ${JSON.stringify(id.slice(0, 80))}: upload the file again.`);

const statFile = async (folder: string, id: string): Promise<Upload | undefined> => {
  if (!ID.test(id)) return undefined;
  try {
    return { id, bytes: (await stat(join(folder, id))).size };
  } catch (error) {
    if (hasErrorCode(error, "ENOENT")) return undefined;
    throw error;
  }
};

async function* readUpload(folder: string, id: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  signal.throwIfAborted();
  if ((await statFile(folder, id)) === undefined) throw missing(id);
  const stream = createReadStream(join(folder, id), { highWaterMark: READ_CHUNK_BYTES });
  for await (const chunk of stream) {
    signal.throwIfAborted();
    yield chunk;
  }
}

/** Uploads as files of one folder, which is made when it is missing. Several processes may share it. */
export const createFilesystemUploadStore = ({ folder }: { readonly folder: string }): UploadStore => ({
  async save(content, options) {
    await makeFolder(folder);
    return saveByHash(folder, content, options);
  },

  open: (id, signal) => readUpload(folder, id, signal),

  stat: (id) => statFile(folder, id),

  async list() {
    const names = await readdir(folder).catch((error: unknown) => {
      if (hasErrorCode(error, "ENOENT")) return [];
      throw error;
    });
    const uploads = await Promise.all(names.sort().map((name) => statFile(folder, name)));
    return uploads.filter((upload) => upload !== undefined);
  },

  async remove(id) {
    if ((await statFile(folder, id)) === undefined) return false;
    await rm(join(folder, id), { force: true });
    return true;
  },
});
