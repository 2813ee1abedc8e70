import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exclusively } from "../../../stack/downloads/exclusively.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exclusively-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const holder = (lockFile: string): string => `
  import { exclusively } from ${JSON.stringify(new URL("../../../stack/downloads/exclusively.ts", import.meta.url).href)};
  await exclusively(${JSON.stringify(lockFile)}, () => new Promise((resolve) => {
    console.log("held");
    setTimeout(resolve, 60_000);
  }));`;

describe("exclusively", () => {
  it("lets one at a time work, and tells who waits", async () => {
    const lockFile = join(folder, "one.lock");
    let running = 0;
    let most = 0;
    let waited = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
    };
    const onWaiting = (): void => {
      waited += 1;
    };
    await Promise.all(Array.from({ length: 3 }, () => exclusively(lockFile, work, { onWaiting })));
    expect(most).toBe(1);
    expect(waited).toBe(2);
  });

  it("is free again when its holder was killed, and gives up waiting when aborted", async () => {
    const lockFile = join(folder, "killed.lock");
    const child = spawn(process.execPath, ["--input-type=module", "-e", holder(lockFile)]);
    try {
      await once(child.stdout, "data");
      const controller = new AbortController();
      const waiting = exclusively(lockFile, () => Promise.resolve("never"), {
        signal: controller.signal,
        onWaiting: () => controller.abort(new Error("enough")),
      });
      await expect(waiting).rejects.toThrow(/enough|aborted/);
    } finally {
      child.kill("SIGKILL");
    }
    await once(child, "exit");
    expect(await exclusively(lockFile, () => Promise.resolve("free"))).toBe("free");
  });
});
