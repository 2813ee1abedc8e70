import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBaseModels } from "../../../activities/training/base-models.ts";
import { type Catalogue, catalogueSchema } from "../../../models/catalogue/catalogue-schema.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "base-models-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Puts files where the cache keeps them. */
const cached = async (name: string, ...files: string[]): Promise<string> => {
  const path = join(folder, "models", name);
  await mkdir(path, { recursive: true });
  for (const file of files) await writeFile(join(path, file), "");
  return path;
};

const catalogue = (unquantized: boolean): Catalogue =>
  catalogueSchema.parse({
    tiny: {
      kind: "generation",
      version: 1,
      licence: "Apache-2.0",
      contextTokens: 128,
      ...(unquantized && {
        unquantized: {
          repository: "owner/tiny",
          revision: "0".repeat(40),
          files: [{ path: "config.json" }],
        },
      }),
    },
  });

const locating = { signal: new AbortController().signal, onNote: () => {} };

describe("base models", () => {
  it("are taken unquantized where such weights are known", async () => {
    const location = await cached("tiny-1-unquantized", "config.json");
    const models = createBaseModels({ catalogue: catalogue(true), cacheDir: folder });
    const chosen = await models.choose("tiny", locating);
    expect(chosen).toEqual({ name: "tiny", weights: "unquantized", location });
    expect(await models.find(chosen, locating)).toEqual(chosen);
  });

  it("are taken from the GGUF file otherwise, and stay with it", async () => {
    const location = await cached("tiny-1", "model.gguf");
    const models = createBaseModels({ catalogue: catalogue(false), cacheDir: folder });
    const chosen = { name: "tiny", weights: "gguf", location };
    expect(await models.choose("tiny", locating)).toEqual(chosen);
    const later = createBaseModels({ catalogue: catalogue(true), cacheDir: folder });
    expect(await later.find({ name: "tiny", weights: "gguf" }, locating)).toEqual(chosen);
  });

  it.each([
    ["/models/mine", "folder"],
    ["./mine", "folder"],
    ["owner/name", "hub"],
  ] as const)("are left to the trainer where the catalogue does not know %s", async (name, weights) => {
    const models = createBaseModels({ catalogue: catalogue(false), cacheDir: folder });
    expect(await models.choose(name, locating)).toEqual({ name, weights, location: name });
  });
});
