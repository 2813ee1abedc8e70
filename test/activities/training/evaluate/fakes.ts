import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  EvaluateDependencies,
  EvaluationReaders,
} from "../../../../activities/training/evaluate/dependencies.ts";
import type {
  EvaluatedModel,
  ModelToEvaluate,
  ServingBackend,
} from "../../../../activities/training/evaluate/evaluated-model.ts";
import { readEvaluationConfig } from "../../../../configs/gates.ts";
import type { ScoredChunk } from "../../../../domain/chunks.ts";
import type { Artefact } from "../../../../domain/registry/artefact.ts";
import type { GenerationBackend, GenerationRequest } from "../../../../models/generation.ts";
import type { AnswerScorer } from "../../../../models/scorer.ts";
import { readPromptTemplates } from "../../../../retrieval/answering/prompt-templates.ts";
import type { Retriever } from "../../../../retrieval/contract.ts";
import type { ArtefactStore } from "../../../../stores/artefact-store.ts";
import { artefact } from "../../../support/registry-records.ts";
import { strictFake } from "../../../support/strict-fake.ts";

export const datasetArtefact = artefact("dataset", "d".repeat(64));
export const candidateArtefact = artefact("gguf", "c".repeat(64));

const author = { id: "c144f7d7-1ce5-59b8-95dd-2ac8fd8f935a", name: "Ada" };

const passage = "Vector databases keep embeddings and find the nearest ones in milliseconds.";
export const found: ScoredChunk = {
  score: 0.9,
  chunk: {
    id: "chunk-1",
    documentId: "document-1",
    category: "articles",
    platform: "web",
    author,
    link: "https://example.org/a",
    title: "Storage",
    heading: "",
    text: passage,
    passage,
    position: 0,
    tokens: 12,
  },
};

/** A folder that is gone after the test. */
export const temporaryFolder = async (): Promise<AsyncDisposable & { readonly path: string }> => {
  const path = await mkdtemp(join(tmpdir(), "evaluate-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

/** An artefact store with one dataset of so many samples; what is put stays in its folder. */
export const createArtefacts = async (
  folder: string,
  samples: number,
): Promise<Pick<ArtefactStore, "fetch" | "put"> & { readonly stored: string[] }> => {
  const stored: string[] = [];
  await mkdir(join(folder, "dataset", "data"), { recursive: true });
  const lines = Array.from({ length: samples }, (_, index) =>
    JSON.stringify({ instruction: `question ${index}`, answer: `reference ${index}`, documentId: null }),
  );
  await writeFile(join(folder, "dataset", "data", "test.jsonl"), `${lines.join("\n")}\n`);
  return {
    stored,
    fetch: async (wanted: Artefact) => {
      if (wanted.id === datasetArtefact.id) return join(folder, "dataset");
      throw new Error(`Unexpected fetch of ${wanted.kind}`);
    },
    put: async (from, { kind }) => {
      stored.push(from);
      return artefact(kind, "e".repeat(64));
    },
  };
};

const lastMessage = ({ messages }: GenerationRequest): string => messages.at(-1)?.content ?? "";

/** A model that answers every question with its own name, and one from passages with a sentence of theirs. */
const createModel = (
  name: string,
  loss: number,
  log: string[],
  onRequest: (request: GenerationRequest) => void,
): EvaluatedModel => {
  const backend: GenerationBackend = {
    describe: async () => ({ model: name, contextTokens: 4_096 }),
    countTokens: async () => 10,
    ready: async () => {},
    stream: async function* (request, signal) {
      signal.throwIfAborted();
      onRequest(request);
      const grounded = lastMessage(request).includes("<passages>");
      log.push(`${name} ${grounded ? "grounded" : lastMessage(request)}`);
      yield { type: "text-delta", text: grounded ? passage : `${name} answers.` };
      yield { type: "end", finishReason: "stop", usage: { promptTokens: 10, completionTokens: 3 } };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return {
    backend,
    scorer: strictFake<AnswerScorer>("scorer", {
      score: async (_messages, answer) => ({ loss: loss + answer.length / 1_000, tokens: 5 }),
    }),
    memoryBytes: 1_000,
    [Symbol.asyncDispose]: async () => void log.push(`close ${name}`),
  };
};

export interface FakeServing extends ServingBackend {
  /** What was done, in order: models opened and closed, questions answered. */
  readonly log: string[];
  readonly requests: GenerationRequest[];
}

/** Serves fakes; `onRequest` may throw. */
export const createServing = ({
  onRequest = () => {},
  open = () => {},
}: {
  readonly onRequest?: (request: GenerationRequest) => void;
  readonly open?: (model: ModelToEvaluate) => void;
} = {}): FakeServing => {
  const log: string[] = [];
  const requests: GenerationRequest[] = [];
  return {
    name: "fake-engine",
    log,
    requests,
    open: async (model) => {
      open(model);
      log.push(`open ${model.name}`);
      return createModel(model.name, model.name === "candidate" ? 1.5 : 2, log, (request) => {
        requests.push(request);
        onRequest(request);
      });
    },
  };
};

/** Readers of an author with that text, whose every question finds these passages. */
export const createReaders = (
  texts: readonly string[] = ["Let's see what a vector database does, and why you need one. ".repeat(100)],
  results: readonly ScoredChunk[] = [found],
): EvaluationReaders & AsyncDisposable => ({
  warehouse: { findAuthor: async () => author },
  vectors: {
    readAliases: async () => new Map([["cleaned_articles", "cleaned_articles__1"]]),
    listDocumentIds: async () => ({ items: texts.map((_, index) => String(index)) }),
    getDocuments: async (_collection, ids) =>
      ids.map((id) => ({
        documentId: id,
        category: "articles",
        platform: "web",
        author,
        link: "https://example.org/a",
        title: "Storage",
        text: texts[Number(id)] ?? "",
        version: "1",
      })),
  },
  retriever: strictFake<Retriever>("retriever", {
    retrieve: async () => ({
      results,
      confidence: 1,
      answerable: true,
      timings: { embed: 0, search: 0, rerank: 0 },
      warnings: [],
    }),
  }),
  embedder: {
    embed: async (given) => ({
      vectors: given.map((text) => new Float32Array(text.startsWith("reference") ? [1, 0] : [0.6, 0.8])),
      inferenceMs: 0,
    }),
  },
  [Symbol.asyncDispose]: async () => {},
});

/** Everything `evaluate` needs but what a test is about. */
export const createDependencies = async (
  folder: string,
  { samples = 4, ...given }: Partial<EvaluateDependencies> & { readonly samples?: number } = {},
) => {
  const artefacts = await createArtefacts(folder, samples);
  const heartbeats: unknown[] = [];
  let time = 0;
  const dependencies: EvaluateDependencies = {
    artefacts,
    backend: createServing(),
    openReaders: async () => createReaders(),
    templates: await readPromptTemplates(),
    config: await readEvaluationConfig(),
    workFolder: join(folder, "training"),
    now: () => {
      time += 250;
      return time;
    },
    context: () => ({
      signal: new AbortController().signal,
      heartbeat: (progress) => void heartbeats.push(progress),
      lastHeartbeat: undefined,
    }),
    ...given,
  };
  return { dependencies, heartbeats, artefacts };
};
