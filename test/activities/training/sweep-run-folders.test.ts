import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SweepDependencies, sweepRunFolders } from "../../../activities/training/sweep-run-folders.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 24);
const runId = (digit: number): string => `${digit}0000000-0000-4000-8000-000000000000`;
const [failed, running, recent] = [runId(1), runId(2), runId(3)];

let folder = "";
let workFolder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sweep-"));
  workFolder = join(folder, "training");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Writes a file of a run whose last change is so many days ago. */
const write = async (run: string, path: string, bytes: number, daysAgo: number): Promise<string> => {
  const file = join(workFolder, run, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, "x".repeat(bytes));
  const time = new Date(NOW - daysAgo * DAY);
  await utimes(file, time, time);
  return file;
};

const sweep = (change: Partial<SweepDependencies> = {}) =>
  sweepRunFolders({
    workFolder,
    isOpen: async (id) => id === running,
    keepMs: 7 * DAY,
    now: () => NOW,
    signal: new AbortController().signal,
    ...change,
  });

describe("sweepRunFolders", () => {
  it("removes what is over and old, keeps what is open or changed lately, and counts what is free", async () => {
    await write(failed, "finetune/checkpoint-20/model.safetensors", 1_000, 8);
    await write(failed, "base-model.json", 10, 9);
    await write(running, "finetune/checkpoint-20/model.safetensors", 1_000, 30);
    await write(recent, "base-model.json", 10, 30);
    await write(recent, "finetune/checkpoint-20/model.safetensors", 1_000, 6);
    expect(await sweep()).toEqual({ folders: 1, bytes: 1_010, failures: [] });
    expect((await readdir(workFolder)).sort()).toEqual([running, recent].sort());
  });

  it("follows no symbolic link, neither in a folder nor in place of one", async () => {
    const outside = join(folder, "outside");
    await mkdir(outside);
    await writeFile(join(outside, "precious"), "y".repeat(500));
    await write(failed, "base-model.json", 10, 9);
    await symlink(outside, join(workFolder, failed, "linked"));
    await symlink(outside, join(workFolder, runId(4)));
    const { folders, bytes } = await sweep({ keepMs: 0, now: () => Date.now() + DAY });
    expect(folders).toBe(1);
    expect(bytes).toBeLessThan(10 + 500);
    expect(await readdir(workFolder)).toEqual([runId(4)]);
    expect(await readFile(join(outside, "precious"), "utf8")).toHaveLength(500);
  });

  it("does not call a file free that has another name", async () => {
    const file = await write(failed, "merged/model.safetensors", 1_000, 9);
    await link(file, join(folder, "artefact"));
    expect(await sweep()).toMatchObject({ folders: 1, bytes: 0 });
    expect(await readFile(join(folder, "artefact"), "utf8")).toHaveLength(1_000);
  });

  it("leaves alone what is not named by a run id", async () => {
    await write("notes", "mine.txt", 10, 99);
    await write("10000000-0000-4000-8000-00000000000' OR 1=1", "x", 10, 99);
    await writeFile(join(workFolder, runId(5)), "a file");
    const asked: string[] = [];
    const isOpen = async (id: string): Promise<boolean> => {
      asked.push(id);
      return false;
    };
    expect(await sweep({ isOpen })).toMatchObject({ folders: 0 });
    expect(asked).toEqual([]);
  });

  it("removes nothing where nobody can say what is open", async () => {
    await write(failed, "base-model.json", 10, 99);
    const isOpen = () => Promise.reject(new Error("Temporal does not answer"));
    await expect(sweep({ isOpen })).rejects.toThrow("Temporal does not answer");
    expect(await readdir(workFolder)).toEqual([failed]);
  });

  it("has nothing to do before the first training, and stops when it is told to", async () => {
    expect(await sweep()).toEqual({ folders: 0, bytes: 0, failures: [] });
    await write(failed, "base-model.json", 10, 99);
    await expect(sweep({ signal: AbortSignal.abort(new Error("stop")) })).rejects.toThrow("stop");
    expect(await readdir(workFolder)).toEqual([failed]);
  });
});
