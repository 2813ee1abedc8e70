import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ChecksumError, SetupError } from "../../../domain/errors.ts";
import type { Artefact } from "../../../domain/registry/artefact.ts";
import { placeModel } from "../../../models/tabby/place-model.ts";

const { signal } = new AbortController();
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const file = (path: string, text: string) => ({ path, sha256: sha256(text), bytes: text.length });
const artefact: Artefact = {
  id: sha256("artefact"),
  kind: "merged",
  files: [file("config.json", "{}"), file("shards/one.safetensors", "weights")],
};

let folder: string;
let source: string;
let modelsDir: string;
const place = () => placeModel(source, { modelsDir, id: "ada-v1", artefact }, signal);
const weights = () => join(modelsDir, "ada-v1", "shards", "one.safetensors");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "place-"));
  source = join(folder, "source");
  modelsDir = join(folder, "models");
  await mkdir(join(source, "shards"), { recursive: true });
  await writeFile(join(source, "config.json"), "{}");
  await writeFile(join(source, "shards", "one.safetensors"), "weights");
});
afterEach(() => rm(folder, { recursive: true }));

test("puts the files into a folder of the version's name, and leaves nothing else", async () => {
  await place();
  expect(await readdir(modelsDir)).toEqual(["ada-v1"]);
  expect(await readFile(weights(), "utf8")).toBe("weights");
});

test("leaves alone what is there and right, and mends what is not", async () => {
  await place();
  const { ino } = await stat(weights());
  await place();
  expect((await stat(weights())).ino).toBe(ino);
  await writeFile(weights(), "WEIGHTS");
  await place();
  expect(await readFile(weights(), "utf8")).toBe("weights");
});

test("refuses files that are not what was stored", async () => {
  await writeFile(join(source, "config.json"), "[]");
  await expect(place()).rejects.toThrow(ChecksumError);
  await expect(place()).rejects.toThrow(sha256("[]"));
  expect(await readdir(modelsDir)).toEqual([]);
});

test("names the setting when the folder cannot be written", async () => {
  await writeFile(modelsDir, "a file");
  await expect(place()).rejects.toThrow(SetupError);
  await expect(place()).rejects.toThrow("TABBY_MODELS_DIR");
});
