import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatasetDependencies } from "../../../activities/dataset/dependencies.ts";
import { readDatasetPrompt } from "../../../activities/dataset/generation/dataset-prompt.ts";
import { readDatasetsConfig } from "../../../configs/datasets.ts";
import type { CleanedDocument } from "../../../domain/chunks.ts";
import {
  type DatasetKind,
  type DatasetSample,
  type DatasetVersion,
  sampleSchemas,
} from "../../../domain/datasets/dataset-version.ts";
import { authorId, documentId } from "../../../domain/identity.ts";
import type { Artefact } from "../../../domain/registry/artefact.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import type { UploadStore } from "../../../stores/upload-store.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { createFakeContext } from "../collect/fakes.ts";

export const AUTHOR = "Ada Lovelace";

export const cleanedDocument = (name: string, text: string): CleanedDocument => ({
  documentId: documentId(`/${name}`),
  category: "articles",
  platform: "web",
  author: { id: authorId(AUTHOR), name: AUTHOR },
  link: `/${name}`,
  title: name,
  text,
  version: `${createHash("sha256").update(text).digest("hex").slice(0, 32)}:readable-r1`,
});

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Artefacts in memory, by id. */
const createArtefacts = () => {
  const kept = new Map<string, ReadonlyMap<string, Buffer>>();
  const store = strictFake<ArtefactStore>("artefacts", {
    put: async (folder, { kind }): Promise<Artefact> => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort();
      const files = new Map<string, Buffer>();
      for (const path of paths) files.set(path, await readFile(join(folder, path)));
      const listed = [...files].map(([path, bytes]) => ({
        path,
        sha256: sha256(bytes),
        bytes: bytes.length,
      }));
      const id = sha256(listed.map((file) => `${file.sha256}  ${file.path}`).join("\n"));
      kept.set(id, files);
      return { id, kind, files: listed };
    },
    read: async function* (artefact, path) {
      const bytes = kept.get(artefact.id)?.get(path);
      if (!bytes) throw new Error(`no ${path}`);
      // In small pieces, so that lines are torn.
      for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
    },
  });
  return { store, textOf: (id: string, path: string) => kept.get(id)?.get(path)?.toString("utf8") ?? "" };
};

const createRegistry = () => {
  const versions: DatasetVersion[] = [];
  const samples = new Map<string, string>();
  const store = strictFake<Registry>("registry", {
    registerDataset: async (draft) => {
      const present = versions.find(({ key }) => key === draft.key);
      if (present) return { version: present, created: false };
      const number = versions.length + 1;
      const version = {
        ...draft,
        id: `${draft.name}-v${number}`,
        version: number,
        createdAt: "2026-01-01T00:00:00Z",
      };
      versions.push(version);
      return { version, created: true };
    },
    readSamples: async (hash) => samples.get(hash),
    writeSamples: async (hash, json) => {
      samples.set(hash, json);
    },
  });
  return { store, versions, samples };
};

/** The cleaned snapshot of one category, sorted by id as a store lists it. */
const createVectors = (documents: readonly CleanedDocument[]) => {
  const sorted = documents.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1));
  const of = (authorIds: readonly string[] | undefined): CleanedDocument[] =>
    sorted.filter(({ author }) => !authorIds || authorIds.includes(author.id));
  return strictFake<VectorStore>("vectors", {
    readAliases: async () =>
      new Map(documents.length > 0 ? [["cleaned_articles", "cleaned_articles__r1"]] : []),
    getDocuments: async (_, ids) =>
      ids.flatMap((id) => sorted.find((document) => document.documentId === id) ?? []),
    listDocumentIds: async (_, { filter, after = "", limit }) => {
      const ids = of(filter?.authorIds)
        .map((document) => document.documentId)
        .filter((id) => id > after);
      const items = ids.slice(0, limit);
      const last = items.at(-1);
      return { items, ...(ids.length > limit && last !== undefined && { next: last }) };
    },
    count: async (_, filter) => of(filter?.authorIds).length,
  });
};

export interface TestBench extends AsyncDisposable {
  readonly dependencies: DatasetDependencies;
  readonly versions: readonly DatasetVersion[];
  readonly kept: Map<string, string>;
  /** The text of a file of the newest version. */
  file(path: string): string;
  samples(side: "train" | "test", kind?: DatasetKind): DatasetSample[];
  heartbeats: unknown[];
}

/** The dependencies of the dataset activities over fakes in memory. */
export const createTestBench = async (
  options: {
    readonly documents?: readonly CleanedDocument[];
    readonly uploads?: Readonly<Record<string, string>>;
    readonly openBackend?: DatasetDependencies["openBackend"];
    readonly signal?: AbortSignal;
  } = {},
): Promise<TestBench> => {
  const scratch = await mkdtemp(join(tmpdir(), "twin-datasets-"));
  const artefacts = createArtefacts();
  const registry = createRegistry();
  const { context, heartbeats } = createFakeContext(undefined, options.signal);
  const file = (path: string): string => artefacts.textOf(registry.versions.at(-1)?.artefact.id ?? "", path);
  return {
    dependencies: {
      vectors: createVectors(options.documents ?? []),
      warehouse: strictFake<Warehouse>("warehouse", {
        findAuthor: async (name) =>
          name === AUTHOR && options.documents ? { id: authorId(AUTHOR), name: AUTHOR } : undefined,
        listAuthors: async () => [],
        countDocuments: async () => [],
      }),
      registry: registry.store,
      artefacts: artefacts.store,
      uploads: strictFake<UploadStore>("uploads", {
        open: async function* (id) {
          const bytes = Buffer.from(options.uploads?.[id] ?? "");
          for (let start = 0; start < bytes.length; start += 11) yield bytes.subarray(start, start + 11);
        },
      }),
      openBackend:
        options.openBackend ??
        (() => {
          throw new Error("nothing is to be generated");
        }),
      config: await readDatasetsConfig(),
      prompt: await readDatasetPrompt(),
      scratch,
      context,
    },
    versions: registry.versions,
    kept: registry.samples,
    file,
    samples: (side, kind = "instruct") =>
      file(`data/${side}.jsonl`)
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => sampleSchemas[kind].parse(JSON.parse(line))),
    heartbeats,
    [Symbol.asyncDispose]: async () => {
      const left = await readdir(scratch);
      await rm(scratch, { recursive: true, force: true });
      if (left.length > 0) throw new Error(`left in the scratch folder: ${left.join(", ")}`);
    },
  };
};
