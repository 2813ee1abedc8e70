import { executeChild, workflowInfo } from "@temporalio/workflow";
import { ANY_AUTHOR } from "../domain/runs/etl.ts";
import { type TwinInput, type TwinResult, twinInputSchema } from "../domain/runs/twin.ts";
import { runKinds } from "../domain/runs/workflows.ts";
import { etl } from "./etl.ts";
import { featureEngineering } from "./feature-engineering.ts";
import { parseInput } from "./parse-input.ts";
import { trackStatus } from "./track-status.ts";

/** Builds a twin from its sources: collects the author's documents, then makes them searchable. */
export async function twin(rawInput: TwinInput): Promise<TwinResult> {
  const input = parseInput(twinInputSchema, rawInput);
  const status = trackStatus({ collect: "documents", features: "chunks" });
  const { taskQueue } = workflowInfo();

  const collected = await status.step("collect", () =>
    executeChild(etl, { args: [input], workflowId: runKinds.etl.workflowId(input), taskQueue }),
  );
  const { failed, failures, ...counts } = collected;
  status.update("collect", {
    done: counts.new + counts.changed + counts.unchanged,
    counts: { new: counts.new, changed: counts.changed, unchanged: counts.unchanged, failed },
  });
  status.fail(failures);

  const scope = input.author === ANY_AUTHOR ? {} : { authors: [input.author] };
  const featuresInput = runKinds.featureEngineering.input.parse(scope);
  const features = await status.step("features", () =>
    executeChild(featureEngineering, {
      args: [featuresInput],
      workflowId: runKinds.featureEngineering.workflowId(featuresInput),
      taskQueue,
    }),
  );
  status.update("features", {
    done: features.chunks,
    counts: { documents: features.documents, unchanged: features.skipped },
  });
  return { etl: collected, features };
}
