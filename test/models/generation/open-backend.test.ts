import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError, SetupError } from "../../../domain/errors.ts";
import { type GenerationSettings, openGenerationBackend } from "../../../models/generation/open-backend.ts";

const settings: GenerationSettings = {
  generationBackend: "local",
  generationModel: "small",
  generationUrl: undefined,
  generationApiKey: undefined,
};
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-backend-"));
});
afterAll(() => rm(folder, { recursive: true }));

const open = (what: GenerationSettings, warnings: string[] = []) => {
  const small = { kind: "generation", version: 1, licence: "MIT", contextTokens: 128, folder } as const;
  return openGenerationBackend(what, {
    catalogue: { small },
    cacheDir: folder,
    fetch,
    onWarning: (warning) => warnings.push(warning),
  });
};

describe("openGenerationBackend", () => {
  it("quotes passages where the local model cannot be had, and says why", async () => {
    const warnings: string[] = [];
    const { model, warning } = await (await open(settings, warnings)).describe();
    expect(model).toBe("extractive");
    expect(warning).toMatch(/small cannot be had .*lacks model\.gguf/);
    expect(warnings).toEqual([expect.stringMatching(/lacks model\.gguf/)]);
  });

  it("does not stand in for a model that the catalogue does not know", async () => {
    await expect(open({ ...settings, generationModel: "smal" })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("quotes passages when asked to", async () => {
    const backend = await open({ ...settings, generationBackend: "extractive" });
    expect((await backend.describe()).warning).toMatch(/GENERATION_BACKEND=extractive/);
  });

  it("needs a server's address", async () => {
    await expect(open({ ...settings, generationBackend: "tgi" })).rejects.toBeInstanceOf(SetupError);
  });
});
