import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DatasetDraft, DatasetSample, DatasetVersion } from "../../domain/datasets/dataset-version.ts";
import type { SplitSamples } from "../../domain/datasets/split-samples.ts";
import { slugOf } from "../../domain/registry/model-version.ts";
import { renderDatasetCard } from "./dataset-card.ts";
import type { DatasetDependencies } from "./dependencies.ts";

export type DatasetContent = Pick<DatasetDraft, "author" | "kind" | "dropped" | "lineage"> & {
  readonly split: SplitSamples;
};

function* toLines(samples: readonly DatasetSample[]): Iterable<string> {
  for (const sample of samples) yield `${JSON.stringify(sample)}\n`;
}

const writeLines = (file: string, samples: readonly DatasetSample[], signal: AbortSignal): Promise<void> =>
  pipeline(Readable.from(toLines(samples)), createWriteStream(file), { signal });

/** Writes the folder that Hugging Face's `load_dataset` reads. */
const writeFolder = async (
  folder: string,
  { train, test }: SplitSamples,
  card: string,
  signal: AbortSignal,
): Promise<void> => {
  await mkdir(join(folder, "data"));
  await writeLines(join(folder, "data", "train.jsonl"), train, signal);
  await writeLines(join(folder, "data", "test.jsonl"), test, signal);
  await writeFile(join(folder, "README.md"), card);
};

/**
 * Stores samples as a dataset folder and registers them as a version. The same samples of the same lineage are the
 * version that is there. Throws as the stores do, and leaves nothing in the scratch folder.
 */
export const storeDataset = async (
  { artefacts, registry, scratch, context }: DatasetDependencies,
  { author, kind, dropped, lineage, split }: DatasetContent,
): Promise<{ readonly version: DatasetVersion; readonly created: boolean }> => {
  const { signal } = context();
  const described = {
    name: `${slugOf(author)}-${kind}`,
    author,
    kind,
    samples: { train: split.train.length, test: split.test.length },
    dropped,
    lineage,
  };
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, "dataset-"));
  try {
    await writeFolder(folder, split, renderDatasetCard(described), signal);
    const artefact = await artefacts.put(folder, { kind: "dataset", signal, move: true });
    const key = createHash("sha256")
      .update(JSON.stringify([described.name, artefact.id, lineage]))
      .digest("hex");
    return await registry.registerDataset({ ...described, key, artefact });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
