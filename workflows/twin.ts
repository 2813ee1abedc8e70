import { WorkflowExecutionAlreadyStartedError } from "@temporalio/common";
import { executeChild, patched, workflowInfo } from "@temporalio/workflow";
import { untrained } from "../domain/runs/continuous-training.ts";
import { ANY_AUTHOR } from "../domain/runs/etl.ts";
import { type TwinInput, type TwinResult, twinInputSchema, twinStages } from "../domain/runs/twin.ts";
import { runKinds } from "../domain/runs/workflows.ts";
import { continuousTraining } from "./continuous-training.ts";
import { datasetGeneration } from "./dataset-generation.ts";
import { deployChild } from "./deploy-child.ts";
import { etl } from "./etl.ts";
import { featureEngineering } from "./feature-engineering.ts";
import { parseInput } from "./parse-input.ts";
import { runWhenFree } from "./run-when-free.ts";
import { trackStatus } from "./track-status.ts";

const one = { done: 1, total: 1 } as const;

/**
 * Builds a twin from its sources: collects the author's documents, makes them searchable, generates a dataset, trains
 * a model on it and, with a human's yes, deploys it.
 */
export async function twin(rawInput: TwinInput): Promise<TwinResult> {
  const { until, dataset, training, ...sources } = parseInput(twinInputSchema, rawInput);
  const { author } = sources;
  const status = trackStatus({
    collect: "documents",
    features: "chunks",
    dataset: "samples",
    train: "versions",
    deploy: "versions",
  });
  const { taskQueue } = workflowInfo();

  const collected = await status.step("collect", () =>
    runWhenFree(status, etl, runKinds.etl.workflowId(sources), sources),
  );
  const { failed, failures, ...counts } = collected;
  status.update("collect", {
    done: counts.new + counts.changed + counts.unchanged,
    counts: { new: counts.new, changed: counts.changed, unchanged: counts.unchanged, failed },
  });
  status.fail(failures);

  const scope = author === ANY_AUTHOR ? {} : { authors: [author] };
  const featuresInput = runKinds.featureEngineering.input.parse(scope);
  const features = await status.step("features", () =>
    runWhenFree(
      status,
      featureEngineering,
      runKinds.featureEngineering.workflowId(featuresInput),
      featuresInput,
    ),
  );
  status.update("features", {
    done: features.chunks,
    counts: { documents: features.documents, unchanged: features.skipped },
  });

  // Runs that were started before training was part of a twin end here, as they did then.
  const asksFor = (stage: (typeof twinStages)[number]): boolean =>
    twinStages.indexOf(until) >= twinStages.indexOf(stage) && patched("twin-trains");
  if (!asksFor("dataset")) return { etl: collected, features };

  const datasetInput = runKinds.datasetGeneration.input.parse({ ...dataset, author, authors: [author] });
  const generated = await status.step("dataset", () =>
    runWhenFree(status, datasetGeneration, runKinds.datasetGeneration.workflowId(datasetInput), datasetInput),
  );
  status.update("dataset", { done: generated.samples.train + generated.samples.test });
  if (!asksFor("training")) return { etl: collected, features, dataset: generated };

  const { deploy, ...howToTrain } = training;
  const trainingInput = runKinds.continuousTraining.input.parse({
    ...howToTrain,
    author,
    dataset: generated.dataset,
  });
  const trained = await status.step("train", async () => {
    const workflowId = runKinds.continuousTraining.workflowId(trainingInput);
    status.wait(`the training ${workflowId}, where a human decides`);
    try {
      return await executeChild(continuousTraining, { args: [trainingInput], workflowId, taskQueue });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      // Somebody trains on this dataset already: that run goes its own way.
      return untrained(generated.dataset, workflowId);
    } finally {
      status.wait(null);
    }
  });
  const { version } = trained;
  if (version !== null) status.update("train", one);
  if (!asksFor("deployment") || trained.stage !== "approved" || version === null) {
    return { etl: collected, features, dataset: generated, training: trained };
  }

  const deployed = await status.step("deploy", () => deployChild(status, { ...deploy, version }));
  if (deployed.outcome === "promoted") status.update("deploy", one);
  return {
    etl: collected,
    features,
    dataset: generated,
    training: {
      ...trained,
      stage: deployed.outcome === "promoted" ? "production" : trained.stage,
      deployment: deployed,
    },
  };
}
