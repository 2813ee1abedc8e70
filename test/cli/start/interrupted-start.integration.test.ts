import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startTwin } from "../support/run-twin.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The command lines of all processes that were started for a data folder. */
const processesOf = async (dataDir: string): Promise<string[]> => {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      if (!environment.split("\0").includes(`DATA_DIR=${dataDir}`)) return [];
      return [(await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).replaceAll("\0", " ")];
    }),
  );
  return found.flat().filter(Boolean);
};

describe.skipIf(process.platform !== "linux")("twin start (skipped where there is no /proc)", () => {
  it.each(["SIGINT", "SIGKILL"] as const)(
    "leaves nothing running when it gets %s in the middle",
    async (signal) => {
      const dataDir = join(folder, signal);
      const { child, result } = startTwin(["start"], {
        DATA_DIR: dataDir,
        PORT: "0",
        TEMPORAL_PORT: "0",
        TEMPORAL_UI_PORT: "0",
      });
      await vi.waitFor(
        async () =>
          expect((await processesOf(dataDir)).some((line) => line.includes("start-dev"))).toBe(true),
        { timeout: 90_000, interval: 50 },
      );
      child.kill(signal);
      const { code, stdout } = await result;
      expect(code).toBe(signal === "SIGINT" ? 130 : null);
      expect(stdout).toBe("");
      await vi.waitFor(async () => expect(await processesOf(dataDir)).toEqual([]), {
        timeout: 30_000,
        interval: 200,
      });
    },
  );
});
