import { existsSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "../../configs/make-folder.ts";

const root = await mkdtemp(join(tmpdir(), "make-folder-"));
afterAll(() => rm(root, { recursive: true, force: true }));

test("makes what is missing, several at once, and leaves what is there", async () => {
  const folders = ["a/b/c", "a/b/d", "a/b/c"].map((path) => join(root, path));
  await Promise.all(folders.map(makeFolder));
  for (const folder of folders) expect((await stat(folder)).isDirectory()).toBe(true);
  await writeFile(join(root, "a/b/c/kept"), "");
  await makeFolder(join(root, "a/b/c"));
  expect(existsSync(join(root, "a/b/c/kept"))).toBe(true);
});

test("says which file stands in the way", async () => {
  const file = join(root, "file");
  await writeFile(file, "");
  await expect(makeFolder(file)).rejects.toThrow(file);
  await expect(makeFolder(join(file, "below", "it"))).rejects.toThrow(file);
});

test.runIf(existsSync("/proc/self"))("comes back where nothing can be made", async () => {
  await expect(makeFolder("/proc/twin/data")).rejects.toThrow("/proc/twin");
});
