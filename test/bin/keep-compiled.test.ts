import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const script = new URL("../../bin/bootstrap/keep-compiled.mjs", import.meta.url).href;
const program = new URL("../../domain/runs/twin.ts", import.meta.url).href;

let cache: string;
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), "twin-compiled-"));
});
afterAll(() => rm(cache, { recursive: true, force: true }));

/** Loads a program in a process that keeps what it compiles in a folder, and returns what its children would do. */
const load = async (folder: string, env: Record<string, string> = {}): Promise<string> => {
  const { NODE_COMPILE_CACHE: _, ...rest } = process.env;
  const code = `const { keepCompiled } = await import(${JSON.stringify(script)});
    await keepCompiled(${JSON.stringify(folder)});
    await import(${JSON.stringify(program)});
    process.stdout.write(process.env.NODE_COMPILE_CACHE ?? "");`;
  const options = { env: { ...rest, ...env } };
  return (await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], options)).stdout;
};

describe("compiled modules", () => {
  it("are kept in the cache, by this process and those that it starts", async () => {
    expect(await load(cache)).toBe(join(cache, "compiled"));
    expect(await readdir(join(cache, "compiled"))).not.toEqual([]);
  });

  it("are kept where the environment says, or not at all", async () => {
    const elsewhere = join(cache, "elsewhere");
    expect(await load(join(cache, "a"), { NODE_COMPILE_CACHE: elsewhere })).toBe(elsewhere);
    expect(await load(join(cache, "b"), { NODE_DISABLE_COMPILE_CACHE: "1" })).toBe("");
    expect(await readdir(cache)).not.toContain("b");
  });

  it("are not kept where nothing can be written, which is no error", async () => {
    expect(await load("/dev/null")).toBe("");
  });

  it.skipIf(!existsSync("/proc/self"))("are not waited for where a folder can never be made", async () => {
    expect(await load("/proc/twin")).toBe("");
  });
});
