import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../configs/environment.ts";

const run = promisify(execFile);

/** A Node that is too old, where this machine has one. */
const findOldNode = async (): Promise<string | undefined> => {
  for (const path of ["/usr/bin/node", "/usr/local/bin/node"]) {
    const version = await run(path, ["--version"]).then(
      ({ stdout }) => stdout,
      () => "",
    );
    if (/^v(18|20|21)\./.test(version)) return path;
  }
  return undefined;
};
const oldNode = await findOldNode();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bootstrap-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A clone with the packages of this one, which cost nothing to install. */
const clone = async (name: string): Promise<string> => {
  const root = join(folder, name);
  await mkdir(root);
  for (const part of ["bin", "stack", "configs", "package.json", "package-lock.json"]) {
    await cp(join(projectRoot, part), join(root, part), { recursive: true });
  }
  await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"));
  return root;
};

/** An npm that cannot reach anything. */
const brokenNpm = async (name: string, output: string): Promise<string> => {
  const bin = join(folder, name);
  await mkdir(bin);
  await writeFile(join(bin, "npm"), `#!/bin/sh\necho 'npm error ${output}' >&2\nexit 1\n`, { mode: 0o755 });
  return bin;
};

describe.skipIf(!oldNode)("on a Node that is too old (skipped where this machine has none)", () => {
  const start = (script: string, env: Record<string, string>) =>
    run(oldNode ?? "", [script], { env: { HOME: folder, PATH: `${dirname(oldNode ?? "")}:/bin`, ...env } });

  it("goes on with the one in the cache", async () => {
    const root = await clone("cached");
    const cached = join(folder, "cache", "node-24.21.0", "bin");
    await mkdir(cached, { recursive: true });
    await symlink(process.execPath, join(cached, "node"));
    const { stdout, stderr } = await start(join(root, "bin", "node.mjs"), {
      CACHE_DIR: join(folder, "cache"),
    });
    expect(stdout.trim()).toBe(process.execPath);
    expect(stderr).toBe("");
  });

  it("says what to do when none can be fetched", async () => {
    const root = await clone("unreachable");
    const bin = await brokenNpm("npm-unreachable", "code ENOTFOUND");
    const env = { CACHE_DIR: join(folder, "empty"), PATH: `${bin}:/bin`, npm_execpath: "" };
    const failure = await start(join(root, "bin", "node.mjs"), env).catch((error) => error);
    expect(failure.code).toBe(1);
    expect(failure.stderr).toContain("Node 2");
    expect(failure.stderr).toContain("registry cannot be reached (ENOTFOUND)");
    expect(failure.stderr).not.toContain("    at ");
  });

  it.skipIf(!existsSync("/proc/self"))("says so when it can be put nowhere", async () => {
    const root = await clone("nowhere");
    const failure = await start(join(root, "bin", "node.mjs"), { CACHE_DIR: "/proc/twin" }).catch(
      (error) => error,
    );
    expect(failure.code).toBe(1);
    expect(failure.stderr).toMatch(
      /Node could not be put into \/proc\/twin\/node-.*set CACHE_DIR to another folder/s,
    );
    expect(failure.stderr).not.toContain("    at ");
  });
});

describe("packages", () => {
  it("are installed when node_modules lacks them; a failure says what to do and is done again", async () => {
    const root = await clone("unfinished");
    await rm(join(root, "node_modules"));
    const bin = await brokenNpm("npm-full", "code ENOSPC");
    const env = { HOME: folder, PATH: `${bin}:/bin`, npm_execpath: "" };
    for (let tries = 0; tries < 2; tries += 1) {
      const failure = await run(process.execPath, [join(root, "bin", "node.mjs")], { env }).catch(
        (error) => error,
      );
      expect(failure.code).toBe(1);
      expect(failure.stderr).toMatch(/Installing packages: 0 of \d+/);
      expect(failure.stderr).toContain("the disk is full");
      expect(failure.stdout).toBe("");
    }
  });
});
