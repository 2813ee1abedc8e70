import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { machineChecks } from "../../../cli/doctor/machine-checks.ts";
import { readSettings } from "../../../configs/settings.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "doctor-"));
  await writeFile(join(folder, "file"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const lookAtDataFolder = (dataDir: string) =>
  machineChecks(readSettings({ DATA_DIR: dataDir }))
    .find((check) => check.part === "Data folder")
    ?.look(new AbortController().signal);

test("a data folder that cannot be made is a failure that names the setting", async () => {
  const found = await lookAtDataFolder(join(folder, "file", "data"));
  expect(found?.state).toBe("fail");
  expect(found?.detail).toContain("cannot be written to");
  expect(found?.advice).toContain("DATA_DIR");
});

// Root may write to /proc by its permissions, and nobody can make anything there.
test.runIf(existsSync("/proc/self"))(
  "a data folder below /proc is a failure to write, not of space",
  async () => {
    const found = await lookAtDataFolder("/proc/twin/data");
    expect(found?.state).toBe("fail");
    expect(found?.detail).toContain("/proc/twin/data cannot be written to");
    expect(found?.advice).toContain("DATA_DIR");
  },
);

test("a data folder that is yet to be made is no failure to write", async () => {
  const found = await lookAtDataFolder(join(folder, "new", "data"));
  expect(found?.detail).not.toContain("cannot be written to");
  expect(await readdir(folder)).toEqual(["file"]);
});
