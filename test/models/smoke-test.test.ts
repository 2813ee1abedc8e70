import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSmokeTests, smokeTestsSchema } from "../../configs/smoke-tests.ts";
import { SmokeTestError } from "../../domain/errors.ts";
import { checkGoldenTokens, checkPrompts, compareStart, readGoldenTokens } from "../../models/smoke-test.ts";
import { type Script, scriptedBackend } from "../support/scripted-backend.ts";

const { signal } = new AbortController();
const messages = [{ role: "user", content: "Hi" }] as const;
const golden = [{ messages: [...messages], tokens: [1, 2, 3] }];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "golden-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("golden tokens", () => {
  test("are read a line each, and their absence is said", async () => {
    await expect(readGoldenTokens(folder)).rejects.toThrow(/no golden-tokens.jsonl/);
    const write = (text: string) => writeFile(join(folder, "golden-tokens.jsonl"), text);
    await write("\n");
    await expect(readGoldenTokens(folder)).rejects.toThrow(SmokeTestError);
    await write(`${JSON.stringify(golden[0])}\n`);
    expect(await readGoldenTokens(folder)).toEqual(golden);
  });

  test.each([
    [[1, 2, 3], undefined],
    [[1, 9, 3], "token 2 is 9 instead of 2"],
    [[1, 2], "token 3 is missing instead of 3"],
    [[1, 2, 3, 4], "token 4 is 4 instead of none"],
  ])("%j against 1, 2, 3", async (tokens, problem) => {
    const checking = checkGoldenTokens(golden, async () => tokens);
    await (problem === undefined
      ? expect(checking).resolves.toBeUndefined()
      : expect(checking).rejects.toThrow(problem));
  });

  test("may be told without the answer's header, but not without anything", async () => {
    await checkGoldenTokens(golden, async () => [1, 2], compareStart);
    await expect(checkGoldenTokens(golden, async () => [2], compareStart)).rejects.toThrow("token 1 is 2");
    await expect(checkGoldenTokens(golden, async () => [], compareStart)).rejects.toThrow(
      "nothing was encoded",
    );
  });
});

describe("the prompts", () => {
  const tests = smokeTestsSchema.parse({
    secondsPerPrompt: 0.2,
    prompts: [{ name: "greeting", messages, maxTokens: 8, expect: { minCharacters: 4 } }],
  });
  const check = (script: Partial<Script>) =>
    checkPrompts(scriptedBackend({ model: "ada", ...script }), tests, signal);

  test("of the project can be read", async () => {
    expect((await readSmokeTests()).prompts.length).toBeGreaterThan(1);
  });

  test.each<[string, Partial<Script>, string | undefined]>([
    ["an answer that ends well", {}, undefined],
    ["silence", { words: 0 }, 'Prompt "greeting": the answer is empty'],
    ["a word too few", { words: 1 }, "has 3 characters, fewer than 4"],
    ["an error in the middle", { fails: new Error("out of memory") }, 'Prompt "greeting": out of memory'],
    ["an answer without an end", { words: 100_000 }, 'Prompt "greeting": took longer than 0.2 s'],
  ])("judge %s", async (_, script, problem) => {
    const checking = check(script);
    await (problem === undefined
      ? expect(checking).resolves.toBeUndefined()
      : expect(checking).rejects.toThrow(problem));
  });
});
