import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatasetActivities } from "../../../activities/dataset/create-dataset-activities.ts";
import { readDatasetPrompt } from "../../../activities/dataset/generation/dataset-prompt.ts";
import { readDatasetsConfig } from "../../../configs/datasets.ts";
import { instructSampleSchema } from "../../../domain/datasets/dataset-version.ts";
import { createNearDuplicates } from "../../../domain/text/near-duplicates.ts";
import { shinglesOf } from "../../../domain/text/shingles.ts";
import { createFilesystemUploadStore } from "../../../stores/filesystem/upload-store.ts";
import { openStores, type Stores } from "../../../stores/open-stores.ts";
import { readDatasetSamples } from "../../../stores/read-dataset-samples.ts";
import { createFakeContext } from "../collect/fakes.ts";

const file = fileURLToPath(new URL("../../../../shared/data/datasets/instruct.train.jsonl", import.meta.url));
const { signal } = new AbortController();
let dataDir: string;
let stores: Stores;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "twin-import-dataset-"));
  stores = await openStores({ dataDir });
});

afterAll(async () => {
  await stores[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

// Skipped where the sample data is missing: clone it beside this repository as ../shared/data.
describe.skipIf(!existsSync(file))("a set of 2,250 samples", () => {
  it("becomes a version in real stores whose sides don't know each other's questions", async () => {
    const uploads = createFilesystemUploadStore({ folder: join(dataDir, "uploads") });
    const config = await readDatasetsConfig();
    const activities = createDatasetActivities({
      ...stores,
      uploads,
      config,
      prompt: await readDatasetPrompt(),
      scratch: join(dataDir, "scratch"),
      context: createFakeContext().context,
      openBackend: () => Promise.reject(new Error("an import generates nothing")),
    });
    const { id: uploadId } = await uploads.save(createReadStream(file), { maxBytes: 1e8, signal });
    const input = { uploadId, author: "Ada Lovelace", kind: "instruct", testShare: 0.1, seed: 42 } as const;
    const result = await activities.importDataset(input);

    const { train, test } = result.samples;
    const dropped = Object.values(result.dropped).reduce((sum, count) => sum + count, 0);
    expect(train + test + dropped).toBe(2_250);
    expect(test / (train + test)).toBeGreaterThan(0.09);
    expect(test / (train + test)).toBeLessThanOrEqual(0.1);
    expect(await activities.importDataset(input)).toEqual({ ...result, created: false });
    expect(await readdir(join(dataDir, "scratch"))).toEqual([]);

    const version = await stores.registry.getDataset(result.dataset);
    if (!version) throw new Error("the version is not in the registry");
    const read = async (split: "train" | "test") => {
      const { items } = await readDatasetSamples(stores.artefacts, version, { split, limit: 10_000 }, signal);
      return items.map((item) => instructSampleSchema.parse(item));
    };
    const { instruction, answer } = config.split.related;
    const asked = createNearDuplicates(instruction.threshold);
    const answered = createNearDuplicates(answer.threshold);
    for (const sample of await read("train")) {
      asked.add(shinglesOf(sample.instruction, instruction.shingle));
      answered.add(shinglesOf(sample.answer, answer.shingle));
    }
    const leaked = (await read("test")).filter(
      (sample) =>
        asked.find(shinglesOf(sample.instruction, instruction.shingle)).length > 0 ||
        answered.find(shinglesOf(sample.answer, answer.shingle)).length > 0,
    );
    expect(leaked).toEqual([]);
  });
});
