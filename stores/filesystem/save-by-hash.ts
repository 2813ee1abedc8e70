import { createHash, randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { TooLargeError } from "../../domain/errors.ts";
import type { Upload } from "../upload-store.ts";
import { onDisk, sync } from "./disk.ts";

/**
 * Writes a stream to a temporary file of the folder, then names it by the SHA-256 of its content: a file with that
 * name is always whole. Throws as `UploadStore.save` does, and leaves nothing behind then.
 */
export const saveByHash = async (
  folder: string,
  content: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<Upload> => {
  const temporary = join(folder, `.${randomUUID()}.part`);
  try {
    return await onDisk("uploads (DATA_DIR)", async () => {
      const upload = await write(temporary, content, maxBytes, signal);
      await rename(temporary, join(folder, upload.id));
      await sync(folder);
      return upload;
    });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

const write = async (
  path: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Upload> => {
  signal.throwIfAborted();
  const hash = createHash("sha256");
  let bytes = 0;
  await using file = await open(path, "wx");
  for await (const chunk of content) {
    signal.throwIfAborted();
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new TooLargeError(`The file is larger than ${maxBytes} bytes, the most that is taken.`);
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  signal.throwIfAborted();
  await file.sync();
  return { id: hash.digest("hex"), bytes };
};
