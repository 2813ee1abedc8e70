import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createEvaluateActivity } from "../../../../activities/training/evaluate/create-evaluate-activity.ts";
import { createServingBackends } from "../../../../activities/training/evaluate/create-serving-backends.ts";
import { readEvaluationConfig } from "../../../../configs/gates.ts";
import { InvalidInputError } from "../../../../domain/errors.ts";
import type { Catalogue } from "../../../../models/catalogue/catalogue-schema.ts";
import { ensureModel } from "../../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../../../../stack/downloads/cache-folder.ts";
import type { ArtefactStore } from "../../../../stores/artefact-store.ts";
import {
  candidateArtefact,
  createArtefacts,
  createDependencies,
  datasetArtefact,
  temporaryFolder,
} from "./fakes.ts";

const MODEL = "SmolLM2-135M-Instruct";
const { CACHE_DIR } = process.env;
const cacheDir = cacheFolder({ cacheDir: CACHE_DIR });
const { signal } = new AbortController();
let catalogue: Catalogue;
let gguf: string;

beforeAll(async () => {
  catalogue = await readCatalogue();
  const { folder } = await ensureModel(MODEL, "generation", { catalogue, cacheDir });
  gguf = join(folder, "model.gguf");
});

/** A store in which the candidate is the base model itself. */
const storeOf = async (folder: string): Promise<Pick<ArtefactStore, "fetch" | "put">> => {
  const { fetch, put } = await createArtefacts(folder, 2);
  await mkdir(join(folder, "candidate"));
  await symlink(gguf, join(folder, "candidate", "model.gguf"));
  return {
    put,
    fetch: async (wanted, given) =>
      wanted.id === candidateArtefact.id ? join(folder, "candidate") : fetch(wanted, given),
  };
};

describe("the local serving backend", () => {
  it("finds no difference between a model and itself", async () => {
    await using folder = await temporaryFolder();
    const artefacts = await storeOf(folder.path);
    const config = await readEvaluationConfig();
    const { dependencies } = await createDependencies(folder.path, {
      artefacts,
      backend: createServingBackends({ artefacts, catalogue, cacheDir }).local,
      config: { ...config, answers: { maxTokens: 12, groundedMaxTokens: 12, passages: 2 } },
    });
    const { summary } = await createEvaluateActivity(dependencies)({
      runKey: "run-1",
      author: "Ada",
      datasetId: "ada-instruct-v1",
      dataset: datasetArtefact,
      candidate: { artefact: candidateArtefact, quantization: "Q4_1" },
      baseline: { kind: "base", id: MODEL },
      samples: 2,
      seed: 42,
      lossCurve: [],
      hyperparameters: {},
    });
    expect(summary.backend).toBe("node-llama-cpp");
    for (const { name, difference } of summary.metrics) expect([name, difference?.mean]).toEqual([name, 0]);
    for (const { candidate, baseline } of summary.answers) {
      expect(candidate.answer).not.toBe("");
      expect(candidate.answer).toBe(baseline?.answer);
    }
    expect(summary.metrics.find(({ name }) => name === "loss")?.candidate.mean).toBeGreaterThan(1);
  });

  it("refuses what it cannot serve, by name", async () => {
    await using folder = await temporaryFolder();
    const { local } = createServingBackends({ artefacts: await storeOf(folder.path), catalogue, cacheDir });
    const files = [{ path: "adapter.safetensors", sha256: "0".repeat(64), bytes: 1 }];
    const adapter = { kind: "artefact", name: "ada-v1", artefact: { ...candidateArtefact, files } } as const;
    await expect(local.open(adapter, signal)).rejects.toThrow(
      /ada-v1 has no GGUF file.*adapter\.safetensors/,
    );
    await expect(local.open({ kind: "base", name: "owner/unknown" }, signal)).rejects.toBeInstanceOf(
      InvalidInputError,
    );
  });
});
