import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEnvironment } from "../../configs/environment.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "environment-"));
  await writeFile(join(root, ".env"), "PORT=4000\nDATA_DIR=kept\n");
});
afterAll(() => rm(root, { recursive: true, force: true }));

it("reads .env, which gives way to the environment", async () => {
  expect(await readEnvironment({}, root)).toMatchObject({ PORT: "4000" });
  expect(await readEnvironment({ PORT: "5000" }, root)).toMatchObject({ PORT: "5000" });
});

it("takes folders from the project, wherever it is called", async () => {
  expect(await readEnvironment({ CACHE_DIR: "c" }, root)).toMatchObject({
    DATA_DIR: join(root, "kept"),
    CACHE_DIR: join(root, "c"),
  });
  expect(await readEnvironment({ DATA_DIR: "" }, root)).toMatchObject({ DATA_DIR: join(root, "data") });
});
