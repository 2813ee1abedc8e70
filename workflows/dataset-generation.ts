import { ActivityFailure, continueAsNew, isCancellation, workflowInfo } from "@temporalio/workflow";
import type { AssembledDataset, DatasetPlan, DocumentSamples } from "../activities/dataset/contract.ts";
import {
  type DatasetGenerationInput,
  type DatasetGenerationResult,
  datasetGenerationInputSchema,
} from "../domain/runs/dataset-generation.ts";
import { joinFailures, type RunFailure } from "../domain/runs/failures.ts";
import { long, quick } from "./activities.ts";
import { joinTraining } from "./join-training.ts";
import { parseInput } from "./parse-input.ts";
import { reasonOf } from "./reason-of.ts";
import { type StatusTracker, trackStatus } from "./track-status.ts";

/** Documents whose samples are generated at once, over all workers; each model takes one at a time anyway. */
const DOCUMENTS_AT_ONCE = 4;

type Input = ReturnType<typeof datasetGenerationInputSchema.parse>;

/** What goes along when a run continues as new. */
interface Carried {
  readonly plan: DatasetPlan;
  readonly documents: readonly DocumentSamples[];
  /** The first of them; `failed` counts all. */
  readonly failures: readonly RunFailure[];
  readonly failed: number;
  readonly after: string;
}

/** What either way of making a dataset comes to. */
interface Made {
  readonly assembled: AssembledDataset;
  readonly reused: number;
  readonly failures: readonly RunFailure[];
}

/** Makes a dataset version: from the author's cleaned documents, or from a file of samples. */
export async function datasetGeneration(
  rawInput: DatasetGenerationInput,
  carried?: Carried,
): Promise<DatasetGenerationResult> {
  const input = parseInput(datasetGenerationInputSchema, rawInput);
  const author = input.author ?? input.authors?.[0] ?? "";
  const { assembled, reused, failures } = input.upload
    ? await importFile(input.upload, input, author)
    : await generate(rawInput, input, author, carried);
  return {
    dataset: assembled.dataset,
    version: assembled.version,
    created: assembled.created,
    documents: assembled.documents,
    reused,
    samples: assembled.samples,
    dropped: assembled.dropped,
    failures: joinFailures(failures, assembled.failures),
    training: input.train
      ? await joinTraining({ author, dataset: assembled.dataset, onlyNewDataset: true })
      : null,
  };
}

/** Shows as the last step what the dataset has become. */
const showAssembled = <Name extends string>(
  status: StatusTracker<Name>,
  name: Name,
  { dataset, created, samples, dropped, failures }: AssembledDataset,
): void => {
  status.update(name, {
    done: samples.train + samples.test,
    counts: { train: samples.train, test: samples.test, ...dropped },
  });
  status.fail(failures);
  status.note([`Dataset ${dataset}${created ? "" : " was there already"}`]);
};

const importFile = async (
  uploadId: string,
  { kind, testShare, seed }: Input,
  author: string,
): Promise<Made> => {
  const status = trackStatus({ import: "samples" });
  const assembled = await status.step("import", () =>
    long.importDataset({ uploadId, author, kind, testShare, seed }),
  );
  showAssembled(status, "import", assembled);
  return { assembled, reused: 0, failures: [] };
};

/** One activity a document; a document whose samples cannot be made is part of the result, not the end of the run. */
const generate = async (
  rawInput: DatasetGenerationInput,
  { kind, samplesPerDocument, testShare, seed, authors, maxDocuments }: Input,
  author: string,
  carried: Carried | undefined,
): Promise<Made> => {
  const status = trackStatus({ generate: "documents", assemble: "samples" });
  const documents = [...(carried?.documents ?? [])];
  let failures = carried?.failures ?? [];
  let failed = carried?.failed ?? 0;
  status.fail(failures);
  const done = (): number => documents.length + failed;

  const plan = await status.step("generate", async () => {
    const fixed =
      carried?.plan ?? (await long.planDataset({ author, kind, samplesPerDocument, testShare, seed }));
    let after = carried?.after;
    do {
      const page = await quick.listDocuments({
        ...(authors && { authors }),
        ...(after !== undefined && { after }),
        limit: Math.min(DOCUMENTS_AT_ONCE, maxDocuments - done()),
      });
      const outcomes = await Promise.all(page.documentIds.map((id) => generateSamples(fixed, id)));
      for (const outcome of outcomes) {
        if ("hash" in outcome) documents.push(outcome);
        else {
          failed += 1;
          failures = joinFailures(failures, [outcome]);
          status.fail([outcome]);
        }
      }
      status.update("generate", {
        done: done(),
        total: Math.min(page.total, maxDocuments),
        counts: {
          samples: documents.reduce((sum, document) => sum + document.samples, 0),
          reused: countReused(documents),
          failed,
        },
      });
      after = page.next;
      if (after !== undefined && workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof datasetGeneration>(rawInput, {
          plan: fixed,
          documents,
          failures,
          failed,
          after,
        });
      }
    } while (after !== undefined && done() < maxDocuments);
    return fixed;
  });

  const assembled = await status.step("assemble", () => long.assembleDataset({ plan, documents }));
  showAssembled(status, "assemble", assembled);
  return { assembled, reused: countReused(documents), failures };
};

const countReused = (documents: readonly DocumentSamples[]): number =>
  documents.filter(({ reused }) => reused).length;

const generateSamples = async (
  plan: DatasetPlan,
  documentId: string,
): Promise<DocumentSamples | RunFailure> => {
  try {
    return await long.generateSamples({ plan, documentId });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return { where: documentId, reason: reasonOf(error) };
  }
};
