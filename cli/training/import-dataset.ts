import { startRunResponseSchema } from "../../api/contract/runs.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { datasetGenerationResultSchema } from "../../domain/runs/dataset-generation.ts";
import type { CommandContext } from "../command-context.ts";
import { uploadFile } from "../gateway/upload-file.ts";
import { followRun } from "../runs/follow-run.ts";
import { renderOutcome } from "../runs/render-result.ts";
import { renderRun } from "../runs/render-run.ts";

/**
 * Imports a file of instruct samples as a dataset version, showing its progress.
 *
 * @returns the version's id. @throws {InvalidInputError} when nothing of the file could be used.
 */
export const importDataset = async (
  context: CommandContext,
  file: string,
  author: string,
): Promise<string> => {
  const { gateway, output, signal } = context;
  const { id } = await uploadFile(context, file);
  const request = { kind: "datasetGeneration", input: { author, upload: id } };
  const { workflowId } = await gateway.post("/runs", request, startRunResponseSchema, signal);
  const live = output.live();
  const run = await followRun(
    gateway,
    workflowId,
    (update) => live.update(renderRun(update)),
    signal,
  ).finally(() => live.end());
  const imported = datasetGenerationResultSchema.safeParse(run.result);
  if (!imported.success) throw new InvalidInputError(renderOutcome(run));
  output.say(renderOutcome(run));
  return imported.data.dataset;
};
