import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Artefact } from "../../domain/registry/artefact.ts";
import { createFilesystemArtefactStore } from "../../stores/filesystem/artefact-store.ts";

const never = new AbortController().signal;

interface Wish {
  /** Samples, one JSON object a line. */
  readonly samples: string;
  /** Lines to train on, and lines to hold out. */
  readonly train: number;
  readonly test: number;
  readonly dataDir: string;
}

/** Stores the first lines of a file of samples as a dataset; resolves to it and to the folder with its files. */
export const prepareDataset = async ({
  samples,
  train,
  test,
  dataDir,
}: Wish): Promise<{ artefact: Artefact; folder: string }> => {
  const lines = (await readFile(samples, "utf8")).split("\n").filter(Boolean);
  const source = await mkdtemp(join(dataDir, "dataset-"));
  await mkdir(join(source, "data"));
  const write = (name: string, part: readonly string[]) =>
    writeFile(join(source, "data", name), part.map((line) => `${line}\n`).join(""));
  await write("train.jsonl", lines.slice(0, train));
  await write("test.jsonl", lines.slice(train, train + test));
  const store = createFilesystemArtefactStore({ folder: join(dataDir, "artefacts") });
  const artefact = await store.put(source, { kind: "dataset", signal: never });
  await rm(source, { recursive: true });
  return { artefact, folder: await store.fetch(artefact, never) };
};
