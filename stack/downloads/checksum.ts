import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** SHA-256 of a file, in hex. */
export const sha256OfFile = async (path: string, signal?: AbortSignal): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest("hex");
};

/** @throws {Error} that names the file and both checksums when they differ. */
export const verifyChecksum = async (
  path: string,
  expected: string | undefined,
  signal?: AbortSignal,
): Promise<void> => {
  if (!expected) return;
  const actual = await sha256OfFile(path, signal);
  if (actual !== expected) throw new Error(`${path} has SHA-256 ${actual}, but ${expected} was expected`);
};
