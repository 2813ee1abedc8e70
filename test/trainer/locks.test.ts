import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const read = (name: string): Promise<string> =>
  readFile(new URL(`../../trainer/${name}`, import.meta.url), "utf8");

/** A requirement with what belongs to it: lines that start with a space go on with the one before. */
const entries = (lock: string): string[] => lock.split(/\n(?=\S)/).filter((entry) => entry.trim() !== "");

const versionsIn = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(/^\s*"?([a-z][a-z0-9-]*)==([^\s";]+)/gm)].map(([, name = "", version = ""]) => [
      name,
      version,
    ]),
  );

describe("the trainer's lock files", () => {
  it.each([
    "locks/requirements.lock",
    "locks/torch.lock",
    "locks/converter.lock",
    "locks/test.lock",
    "src/twin_trainer/quantizer.lock",
  ])("%s pins every package by hash and names no index", async (name) => {
    const lock = await read(name);
    const pinned = entries(lock);
    expect(pinned.length).toBeGreaterThan(0);
    for (const entry of pinned) expect(entry).toMatch(/^[a-z0-9-]+==\S+[\s\S]*--hash=sha256:[0-9a-f]{64}/);
    expect(lock).not.toMatch(/https?:|index-url|find-links/);
  });

  it("hold what the package asks for", async () => {
    const locked = versionsIn(`${await read("locks/requirements.lock")}\n${await read("locks/torch.lock")}`);
    const [asked = ""] = (await read("pyproject.toml")).split("[project.optional-dependencies]");
    for (const [name, version] of versionsIn(asked)) expect(locked.get(name), name).toBe(version);
  });

  it("keep PyTorch and its CUDA packages apart, so that the small build can stand in", async () => {
    const names = [...versionsIn(await read("locks/requirements.lock")).keys()];
    expect(names.filter((name) => /^(torch|triton|nvidia-|cuda-)/.test(name))).toEqual([]);
  });

  it("add for the tests only what the worker's environment lacks", async () => {
    const added = versionsIn(await read("locks/test.lock"));
    const [, pytest] = /"pytest==([^"]+)"/.exec(await read("pyproject.toml")) ?? [];
    expect(added.get("pytest")).toBe(pytest);
    const others = versionsIn(`${await read("locks/requirements.lock")}\n${await read("locks/torch.lock")}`);
    expect([...added.keys()].filter((name) => others.has(name))).toEqual([]);
  });
});
