import { setImmediate } from "node:timers/promises";
import type { CleanedDocument } from "../../domain/chunks.ts";
import type { DatasetSample } from "../../domain/datasets/dataset-version.ts";
import {
  createDuplicateFilter,
  createLengthFilter,
  type SampleFilter,
} from "../../domain/datasets/filters.ts";
import { createGroundedness } from "../../domain/datasets/groundedness.ts";
import { answerOf, parseSample } from "../../domain/datasets/parse-sample.ts";
import { type Dropped, nothingDropped, reasonToDrop } from "../../domain/datasets/sift-samples.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { joinFailures, type RunFailure } from "../../domain/runs/failures.ts";
import { createCleanedDocuments } from "./cleaned-documents.ts";
import type { AssembledDataset, DatasetActivities, DocumentSamples } from "./contract.ts";
import type { DatasetDependencies } from "./dependencies.ts";
import { finishDataset } from "./finish-dataset.ts";
import { type KeptSamples, readKept } from "./generation/kept-samples.ts";

/** Documents whose texts are held at once. */
const PAGE_SIZE = 50;

interface Gathered {
  readonly document: CleanedDocument;
  readonly kept: KeptSamples;
}

/** The samples of a document with the document they were made from, or why they can't be used. */
const gather = async (
  { registry }: DatasetDependencies,
  { documentId, contentHash, hash }: DocumentSamples,
  document: CleanedDocument | undefined,
): Promise<Gathered | RunFailure> => {
  const again = "run dataset generation again";
  if (!document) return { where: documentId, reason: `The document was deleted meanwhile: ${again}.` };
  if (document.version !== contentHash) {
    return { where: documentId, reason: `The document was changed meanwhile: ${again}.` };
  }
  const kept = await readKept(registry, hash);
  return kept ? { document, kept } : { where: documentId, reason: `Its samples are gone: ${again}.` };
};

async function* gatherAll(
  dependencies: DatasetDependencies,
  documents: readonly DocumentSamples[],
): AsyncIterable<Gathered | RunFailure> {
  const cleaned = createCleanedDocuments(dependencies.vectors);
  for (let start = 0; start < documents.length; start += PAGE_SIZE) {
    const page = documents.slice(start, start + PAGE_SIZE);
    const read = await cleaned.read(page.map(({ documentId }) => documentId));
    const byId = new Map(read.map((document) => [document.documentId, document]));
    for (const each of page) yield await gather(dependencies, each, byId.get(each.documentId));
  }
}

const groundedIn = ({ text, title }: CleanedDocument, least: number): SampleFilter => {
  const groundedness = createGroundedness(`${title}\n${text}`);
  return (sample) => groundedness(answerOf(sample)) >= least;
};

/** See `DatasetActivities.assembleDataset`. */
export const assembleDataset = async (
  dependencies: DatasetDependencies,
  { plan, documents }: Parameters<DatasetActivities["assembleDataset"]>[0],
): Promise<AssembledDataset> => {
  const { config, context } = dependencies;
  const { signal } = context();
  const length = createLengthFilter(config.length);
  const duplicate = createDuplicateFilter(config.duplicates);
  const dropped: Dropped = nothingDropped();
  const samples: DatasetSample[] = [];
  const used: CleanedDocument[] = [];
  let failures: readonly RunFailure[] = [];

  for await (const gathered of gatherAll(dependencies, documents)) {
    signal.throwIfAborted();
    await setImmediate();
    if ("reason" in gathered) {
      failures = joinFailures(failures, [gathered]);
      continue;
    }
    const { document, kept } = gathered;
    const before = samples.length;
    const filters = { length, groundedness: groundedIn(document, config.groundedness), duplicate };
    dropped.malformed += kept.malformed;
    for (const raw of kept.samples) {
      const parsed = parseSample(raw, plan.kind);
      const reason = "problem" in parsed ? "malformed" : reasonToDrop(filters, parsed.sample);
      if (reason) dropped[reason]++;
      else if ("sample" in parsed) samples.push({ ...parsed.sample, documentId: document.documentId });
    }
    if (samples.length > before) used.push(document);
  }
  if (samples.length === 0) {
    const [failure] = failures;
    throw new InvalidInputError(
      `No sample of ${documents.length} documents passed the filters (left out: ${JSON.stringify(dropped)}). A larger model writes better ones; the filters are in configs/datasets.yaml.` +
        (failure ? ` First failure, ${failure.where}: ${failure.reason}` : ""),
    );
  }
  const { author, kind, testShare, seed, prompt, generator } = plan;
  const assembled = await finishDataset(dependencies, {
    author,
    kind,
    testShare,
    seed,
    samples,
    documents: used,
    dropped,
    origin: { source: "generated", prompt, generator, uploadId: null },
  });
  return { ...assembled, failures };
};
