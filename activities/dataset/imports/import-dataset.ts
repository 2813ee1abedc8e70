import { InvalidInputError } from "../../../domain/errors.ts";
import { createCleanedDocuments } from "../cleaned-documents.ts";
import type { AssembledDataset, DatasetActivities } from "../contract.ts";
import type { DatasetDependencies } from "../dependencies.ts";
import { finishDataset } from "../finish-dataset.ts";
import { siftUpload } from "./sift-upload.ts";
import { traceSamples } from "./trace-samples.ts";

/** See `DatasetActivities.importDataset`. */
export const importDataset = async (
  dependencies: DatasetDependencies,
  { uploadId, author, kind, testShare, seed }: Parameters<DatasetActivities["importDataset"]>[0],
): Promise<AssembledDataset> => {
  const { uploads, vectors, warehouse, config, context } = dependencies;
  const { signal } = context();
  const sifted = await siftUpload(uploads.open(uploadId, signal), kind, config);
  const [failure] = sifted.failures;
  if (sifted.samples.length === 0) {
    throw new InvalidInputError(
      `The upload ${uploadId.slice(0, 12)}… holds no ${kind} sample that can be used (left out: ${JSON.stringify(sifted.dropped)}).` +
        (failure ? ` First problem, ${failure.where}: ${failure.reason}` : ""),
    );
  }
  const cleaned = createCleanedDocuments(vectors);
  const known = await warehouse.findAuthor(author);
  const samples = known
    ? await traceSamples(sifted.samples, cleaned.walk({ authorIds: [known.id] }), config.imports.attribution)
    : sifted.samples;
  signal.throwIfAborted();
  const sources = new Set(samples.flatMap(({ documentId }) => documentId ?? []));
  const assembled = await finishDataset(dependencies, {
    author,
    kind,
    testShare,
    seed,
    samples,
    documents: await cleaned.read([...sources].sort()),
    dropped: sifted.dropped,
    origin: { source: "imported", prompt: null, generator: null, uploadId },
  });
  return { ...assembled, failures: sifted.failures };
};
