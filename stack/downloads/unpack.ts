import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { openPromise } from "yauzl";
import type { Member, WantedFile } from "./artefact.ts";
import { verifyChecksum } from "./checksum.ts";

const finish = async (path: string, wanted: WantedFile, signal?: AbortSignal): Promise<void> => {
  await verifyChecksum(path, wanted.sha256, signal);
  if (wanted.executable) await chmod(path, 0o755);
};

const unpackZip = async (
  archive: string,
  members: readonly Member[],
  into: string,
  signal?: AbortSignal,
): Promise<void> => {
  const missing = new Map(members.map((member) => [member.member, member]));
  const zip = await openPromise(archive, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const wanted = missing.get(entry.fileName);
      if (!wanted) continue;
      const path = join(into, wanted.path);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path), { signal });
      await finish(path, wanted, signal);
      missing.delete(entry.fileName);
    }
  } finally {
    zip.close();
  }
  if (missing.size > 0) throw new Error(`${archive} lacks ${[...missing.keys()].join(", ")}`);
};

const unpackTar = async (
  archive: string,
  members: readonly Member[],
  into: string,
  signal?: AbortSignal,
): Promise<void> => {
  await mkdir(into, { recursive: true });
  const scratch = await mkdtemp(join(into, ".tar-"));
  try {
    // `tar` is part of Linux, macOS and Windows 10 and later.
    const names = members.map((member) => member.member);
    const env = { ...process.env, LC_ALL: "C" };
    await promisify(execFile)("tar", ["-xzf", archive, "-C", scratch, ...names], { signal, env });
    for (const wanted of members) {
      const path = join(into, wanted.path);
      await mkdir(dirname(path), { recursive: true });
      await rename(join(scratch, wanted.member), path);
      await finish(path, wanted, signal);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/**
 * Takes members out of an archive into a folder, each checked against its checksum.
 *
 * @throws {Error} when a member is missing or differs from its checksum.
 */
export const unpack = (
  kind: "zip" | "tar.gz",
  archive: string,
  members: readonly Member[],
  into: string,
  signal?: AbortSignal,
): Promise<void> =>
  kind === "zip" ? unpackZip(archive, members, into, signal) : unpackTar(archive, members, into, signal);
