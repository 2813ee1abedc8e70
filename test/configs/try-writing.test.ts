import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { tryWriting } from "../../configs/try-writing.ts";

const root = await mkdtemp(join(tmpdir(), "try-writing-"));
afterAll(() => rm(root, { recursive: true, force: true }));

test("leaves nothing in a folder that can be written to", async () => {
  await tryWriting(root);
  expect(await readdir(root)).toEqual([]);
});

test("fails in a folder that is missing, a file in its place, and where nobody can write", async () => {
  await writeFile(join(root, "file"), "");
  const places = [join(root, "missing"), join(root, "file"), ...(existsSync("/proc/self") ? ["/proc"] : [])];
  for (const place of places) await expect(tryWriting(place)).rejects.toThrow(place);
});
