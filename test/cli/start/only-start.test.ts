import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { asOnlyStart } from "../../../cli/start/only-start.ts";
import { ConflictError, InvalidInputError } from "../../../domain/errors.ts";

const folder = await mkdtemp(join(tmpdir(), "only-start-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a second start on a folder is told where the first one is, and one after it runs", async () => {
  const dataDir = join(folder, "data");
  const done = await asOnlyStart(dataDir, "http://127.0.0.1:3000", async () => {
    const second = asOnlyStart(dataDir, "http://127.0.0.1:3001", () => Promise.resolve("second"));
    await expect(second).rejects.toThrow(ConflictError);
    await expect(second).rejects.toThrow(`http://127.0.0.1:3000 (process ${process.pid})`);
    return "first";
  });
  expect(done).toBe("first");
  expect(await asOnlyStart(dataDir, "http://127.0.0.1:3001", () => Promise.resolve("third"))).toBe("third");
});

const unwritable = [
  join(folder, "a file"),
  join(folder, "a file", "below it"),
  // Node's own recursive mkdir never comes back from there, and by its permissions root may write to it.
  ...(existsSync("/proc/self") ? ["/proc/twin", "/proc"] : []),
];

test.each(unwritable)("a data folder at %j is refused by name", async (path) => {
  await writeFile(join(folder, "a file"), "");
  const start = asOnlyStart(path, "http://127.0.0.1:3000", () => Promise.resolve("never"));
  await expect(start).rejects.toThrow(InvalidInputError);
  await expect(start).rejects.toThrow(`${path} cannot be written to`);
  await expect(start).rejects.toThrow("Set DATA_DIR");
});
