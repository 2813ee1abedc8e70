import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { projectRoot } from "../../configs/environment.ts";

const run = promisify(execFile);
const script = join(projectRoot, "configs/tabby/start.sh");
const keys = { GENERATION_API_KEY: "key-of-the-gateway", TABBY_ADMIN_KEY: "key-of-the-worker" };

let folder: string;

/** Starts the script where `python3` only says how it was called. */
const start = (environment: Readonly<Record<string, string>>) =>
  run("/bin/sh", [script], {
    cwd: folder,
    env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, ...environment },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-tabby-"));
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin/python3"), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
});
afterAll(() => rm(folder, { recursive: true }));

test.each(Object.keys(keys))("TabbyAPI does not start without %s", async (name) => {
  await expect(start({ ...keys, [name]: "" })).rejects.toThrow(`${name}: is unset`);
});

test("TabbyAPI starts with the two keys, in a file that nobody else reads", async () => {
  const { stdout } = await start(keys);
  expect(stdout).toBe("main.py --host 0.0.0.0\n");
  const tokens = join(folder, "api_tokens.yml");
  expect(parse(await readFile(tokens, "utf8"))).toEqual({
    api_key: keys.GENERATION_API_KEY,
    admin_key: keys.TABBY_ADMIN_KEY,
  });
  expect((await stat(tokens)).mode & 0o777).toBe(0o600);
});
