import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  ParentClosePolicy,
  rootCause,
  startChild,
  workflowInfo,
} from "@temporalio/workflow";
import type { AssembledDataset, DatasetPlan, DocumentSamples } from "../activities/dataset/contract.ts";
import {
  type DatasetGenerationInput,
  type DatasetGenerationResult,
  datasetGenerationInputSchema,
} from "../domain/runs/dataset-generation.ts";
import { joinFailures, type RunFailure } from "../domain/runs/failures.ts";
import { runKinds } from "../domain/runs/workflows.ts";
import { long, quick } from "./activities.ts";
import { continuousTraining } from "./continuous-training.ts";
import { parseInput } from "./parse-input.ts";
import { type StatusTracker, trackStatus } from "./track-status.ts";

/** Documents whose samples are generated at once, over all workers; each model takes one at a time anyway. */
const DOCUMENTS_AT_ONCE = 4;

type Steps = StatusTracker<"generate" | "assemble" | "import">;
type Input = ReturnType<typeof datasetGenerationInputSchema.parse>;

/** What goes along when a run continues as new. */
interface Carried {
  readonly plan: DatasetPlan;
  readonly documents: readonly DocumentSamples[];
  readonly failures: readonly RunFailure[];
  readonly after: string;
}

/** Makes a dataset version: from the author's cleaned documents, or from a file of samples. */
export async function datasetGeneration(
  rawInput: DatasetGenerationInput,
  carried?: Carried,
): Promise<DatasetGenerationResult> {
  const status: Steps = trackStatus({ generate: "documents", assemble: "samples", import: "samples" });
  const input = parseInput(datasetGenerationInputSchema, rawInput);
  const author = input.author ?? input.authors?.[0] ?? "";

  let reused = 0;
  let failures: readonly RunFailure[] = [];
  let assembled: AssembledDataset;
  if (input.upload) {
    const { upload: uploadId, kind, testShare, seed } = input;
    assembled = await status.step("import", () =>
      long.importDataset({ uploadId, author, kind, testShare, seed }),
    );
    showSamples(status, "import", assembled);
  } else {
    const generated = await generateAll(status, rawInput, input, author, carried);
    ({ reused, failures } = generated);
    const { plan, documents } = generated;
    assembled = await status.step("assemble", () => long.assembleDataset({ plan, documents }));
    showSamples(status, "assemble", assembled);
  }
  status.fail(assembled.failures);
  status.note([`Dataset ${assembled.dataset}${assembled.created ? "" : " was there already"}`]);

  return {
    dataset: assembled.dataset,
    version: assembled.version,
    created: assembled.created,
    documents: assembled.documents,
    reused,
    samples: assembled.samples,
    dropped: assembled.dropped,
    failures: joinFailures(failures, assembled.failures),
    training: input.train ? await startTraining(author, assembled.dataset) : null,
  };
}

const showSamples = (status: Steps, name: "assemble" | "import", { samples, dropped }: AssembledDataset) =>
  status.update(name, {
    done: samples.train + samples.test,
    counts: { train: samples.train, test: samples.test, ...dropped },
  });

/** One activity a document; a document whose samples cannot be made is part of the result, not the end of the run. */
const generateAll = (
  status: Steps,
  rawInput: DatasetGenerationInput,
  input: Input,
  author: string,
  carried: Carried | undefined,
) =>
  status.step("generate", async () => {
    const { kind, samplesPerDocument, testShare, seed, authors, maxDocuments } = input;
    const plan =
      carried?.plan ?? (await long.planDataset({ author, kind, samplesPerDocument, testShare, seed }));
    const documents = [...(carried?.documents ?? [])];
    let failures = carried?.failures ?? [];
    let after = carried?.after;
    status.fail(failures);
    for (;;) {
      const left = maxDocuments - documents.length - failures.length;
      const page = await quick.listDocuments({
        ...(authors && { authors }),
        ...(after !== undefined && { after }),
        limit: Math.min(DOCUMENTS_AT_ONCE, left),
      });
      status.update("generate", { total: Math.min(page.total, maxDocuments) });
      const outcomes = await Promise.all(
        page.documentIds.map((documentId) => generateSamples(plan, documentId)),
      );
      for (const outcome of outcomes) {
        if ("hash" in outcome) documents.push(outcome);
        else {
          failures = joinFailures(failures, [outcome]);
          status.fail([outcome]);
        }
      }
      const samples = documents.reduce((sum, document) => sum + document.samples, 0);
      const reused = documents.filter((document) => document.reused).length;
      status.update("generate", {
        done: documents.length + failures.length,
        counts: { samples, reused, failed: failures.length },
      });
      after = page.next;
      if (after === undefined || documents.length + failures.length >= maxDocuments) {
        return { plan, documents, failures, reused };
      }
      if (workflowInfo().continueAsNewSuggested) {
        await continueAsNew<typeof datasetGeneration>(rawInput, { plan, documents, failures, after });
      }
    }
  });

const generateSamples = async (
  plan: DatasetPlan,
  documentId: string,
): Promise<DocumentSamples | RunFailure> => {
  try {
    return await long.generateSamples({ plan, documentId });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return { where: documentId, reason: rootCause(error) ?? error.message };
  }
};

/** Starts training as a run of its own that outlives this one, or finds that it runs already. */
const startTraining = async (author: string, dataset: string): Promise<string> => {
  const input = runKinds.continuousTraining.input.parse({ author, dataset, onlyNewDataset: true });
  const workflowId = runKinds.continuousTraining.workflowId(input);
  try {
    await startChild(continuousTraining, {
      args: [input],
      workflowId,
      taskQueue: workflowInfo().taskQueue,
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return workflowId;
};
