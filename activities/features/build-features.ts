import { setImmediate } from "node:timers/promises";
import { chunkDocument } from "../../domain/chunking/chunk-document.ts";
import { textToEmbed } from "../../domain/chunking/text-to-embed.ts";
import type { Chunk, CleanedDocument, EmbeddedChunk } from "../../domain/chunks.ts";
import { cleanDocument } from "../../domain/cleaning/clean-document.ts";
import { cleaningVersion } from "../../domain/cleaning/cleaning-version.ts";
import { contentHash } from "../../domain/content-hash.ts";
import { describeError } from "../../domain/describe-error.ts";
import type { Document } from "../../domain/documents.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { RunFailure } from "../../domain/runs/failures.ts";
import { type BatchOutcome, sizesOf } from "../../domain/runs/feature-totals.ts";
import type { FeatureActivities } from "./contract.ts";
import type { FeatureDependencies } from "./dependencies.ts";
import { featureVersion } from "./feature-version.ts";
import { createStopwatch, type Stopwatch } from "./stopwatch.ts";

type Input = Parameters<FeatureActivities["buildFeatures"]>[0];

/** A document on its way through the steps. */
interface Prepared {
  readonly cleaned: CleanedDocument;
  readonly chunks: readonly Chunk[];
}

/** See `FeatureActivities.buildFeatures`. */
export const buildFeatures = async (
  dependencies: FeatureDependencies,
  input: Input,
): Promise<BatchOutcome> => {
  const watch = createStopwatch(dependencies.now);
  const failures: RunFailure[] = [];
  const documents = await dependencies.warehouse.getDocuments(input.documentIds);
  const prepared: Prepared[] = [];
  for (const document of documents) {
    // The heartbeat gets its turn between two documents.
    await setImmediate();
    try {
      prepared.push(prepare(dependencies, document, watch));
    } catch (error) {
      failures.push({ where: document.link, reason: describeError(error) });
    }
  }
  const embedded = await embed(dependencies, prepared, watch);
  const { removed } = await watch.time("load", () => load(dependencies, input, prepared, embedded));
  return {
    worker: dependencies.worker,
    documents: prepared.length,
    documentsByAuthor: countByAuthor(prepared),
    chunks: embedded.length,
    staleChunks: removed,
    chunkSizes: sizesOf(embedded.map((chunk) => chunk.text.length)),
    failures,
    seconds: watch.seconds(),
  };
};

const prepare = (
  { config, embedder }: FeatureDependencies,
  document: Document,
  watch: Stopwatch,
): Prepared => {
  const cleaned = watch.timeSync("clean", (): CleanedDocument => {
    const { id, category, platform, author, link } = document;
    const version = featureVersion(contentHash(document), cleaningVersion(config.cleaning));
    return {
      documentId: id,
      category,
      platform,
      author,
      link,
      version,
      ...cleanDocument(document, config.cleaning),
    };
  });
  const chunks = watch.timeSync("chunk", () =>
    chunkDocument(cleaned, {
      ...config.chunking[document.category],
      maxTokens: embedder.maxTokens,
      countTokens: embedder.countTokens,
    }),
  );
  return { cleaned, chunks };
};

/** Embeds all chunks of the batch together, so that the embedder can sort them by length. */
const embed = async (
  { embedder, context }: FeatureDependencies,
  prepared: readonly Prepared[],
  watch: Stopwatch,
): Promise<EmbeddedChunk[]> => {
  const chunks = prepared.flatMap((document) => document.chunks);
  const { signal, heartbeat } = context();
  heartbeat({ embedded: 0, chunks: chunks.length });
  const { vectors } = await watch.time("embed", () =>
    embedder.embed(chunks.map(textToEmbed), {
      signal,
      onProgress: (embedded) => heartbeat({ embedded, chunks: chunks.length }),
    }),
  );
  return chunks.map((chunk, index) => {
    const vector = vectors[index];
    if (!vector)
      throw new UnavailableError(
        `The embedder returned ${vectors.length} vectors for ${chunks.length} chunks.`,
      );
    return { ...chunk, vector };
  });
};

/** Writes the chunks before the cleaned text: only both at one version count as done, see `planBatches`. */
const load = async (
  { vectors }: FeatureDependencies,
  { category, snapshot }: Input,
  prepared: readonly Prepared[],
  embedded: readonly EmbeddedChunk[],
): Promise<{ removed: number }> => {
  const { cleaned: cleanedCollection, embedded: embeddedCollection } = snapshot.collections[category];
  const byDocument = Map.groupBy(embedded, (chunk) => chunk.documentId);
  const replaced = await vectors.replaceChunks(
    embeddedCollection,
    prepared.map(({ cleaned }) => ({
      documentId: cleaned.documentId,
      version: cleaned.version,
      chunks: byDocument.get(cleaned.documentId) ?? [],
    })),
  );
  await vectors.upsertDocuments(
    cleanedCollection,
    prepared.map(({ cleaned }) => cleaned),
  );
  return replaced;
};

const countByAuthor = (prepared: readonly Prepared[]): BatchOutcome["documentsByAuthor"] => {
  const counts: BatchOutcome["documentsByAuthor"] = {};
  for (const { cleaned } of prepared) {
    const ofAuthor = counts[cleaned.author.name] ?? {};
    ofAuthor[cleaned.category] = (ofAuthor[cleaned.category] ?? 0) + 1;
    counts[cleaned.author.name] = ofAuthor;
  }
  return counts;
};
