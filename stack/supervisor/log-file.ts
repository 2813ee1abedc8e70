import { createWriteStream, type WriteStream } from "node:fs";
import { readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../../configs/make-folder.ts";

/** Bytes from which a log is put aside at the next start; one former log is kept. */
const ROTATE_AT = 20 * 1024 ** 2;

/**
 * Opens a child's log file for appending.
 *
 * @returns the open stream; its `path` is the file.
 */
export const openLogFile = async (folder: string, name: string): Promise<WriteStream> => {
  await makeFolder(folder);
  const path = join(folder, `${name}.log`);
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size >= ROTATE_AT) await rename(path, `${path}.1`);
  const stream = createWriteStream(path, { flags: "a" });
  // A disk that is full must not end the supervisor: the children go on, and their messages are lost.
  stream.on("error", () => {});
  return stream;
};

/** The last lines of a log, for an error message. */
export const tailOfLog = async (path: string, lines: number): Promise<string> => {
  const text = await readFile(path, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-lines).join("\n");
};
