import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedFolder, generateTypes } from "../../../api/openapi/generate-types.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-api-types-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const readAll = async (path: string): Promise<Record<string, string>> => {
  const names = (await readdir(path)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? ""]));
};

test("the web UI's types are current (else: npm run generate:api)", async () => {
  await generateTypes(folder);
  expect(await readAll(folder)).toEqual(await readAll(generatedFolder));
});
