import { requireOwnDataset } from "../../domain/datasets/require-own-dataset.ts";
import { NotFoundError } from "../../domain/errors.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import type { Registry } from "../../stores/registry.ts";
import type { ParsedStartRunRequest, StartRunResponse } from "../contract/runs.ts";
import { requireDataset } from "../datasets/describe-dataset.ts";
import type { Runs } from "./runs.ts";
import { startDeployment } from "./start-deployment.ts";

interface Dependencies {
  readonly runs: Runs;
  readonly registry: Registry;
}

type Training = Extract<ParsedStartRunRequest, { kind: "continuousTraining" }>["input"];

/** The training with its dataset named: two starts about the same one are the same work, however it was asked for. */
const nameDataset = async (registry: Registry, input: Training): Promise<Training> => {
  if (input.dataset !== undefined) {
    requireOwnDataset(await requireDataset(registry, input.dataset), input.author);
    return input;
  }
  const { author } = input;
  const { items } = await registry.listDatasets({ author, kind: "instruct" }, { limit: 1 });
  const [newest] = items;
  if (newest) return { ...input, dataset: newest.id };
  throw new NotFoundError(
    `There is no dataset to train ${JSON.stringify(author)} on. Make one: twin dataset generate --author ${JSON.stringify(author)}, or twin dataset import FILE --author ${JSON.stringify(author)}.`,
  );
};

/**
 * Starts a run under the workflow id of its work, or joins the run that does it.
 *
 * @throws {NotFoundError} when there is no dataset to train on; {InvalidInputError} when it is another author's;
 *   {ConflictError} when another version is being deployed.
 */
export const startRun = async (
  { runs, registry }: Dependencies,
  run: ParsedStartRunRequest,
): Promise<StartRunResponse> => {
  switch (run.kind) {
    case "etl":
      return runs.start({ ...run, workflowId: runKinds.etl.workflowId(run.input) });
    case "featureEngineering":
      return runs.start({ ...run, workflowId: runKinds.featureEngineering.workflowId(run.input) });
    case "datasetGeneration":
      return runs.start({ ...run, workflowId: runKinds.datasetGeneration.workflowId(run.input) });
    case "continuousTraining": {
      const input = await nameDataset(registry, run.input);
      return runs.start({ ...run, input, workflowId: runKinds.continuousTraining.workflowId(input) });
    }
    case "deployment":
      return startDeployment(runs, run.input);
    case "twin":
      return runs.start({ ...run, workflowId: runKinds.twin.workflowId(run.input) });
  }
};
