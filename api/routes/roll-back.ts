import { ConflictError } from "../../domain/errors.ts";
import { deploymentInputSchema } from "../../domain/runs/deployment.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import type { Registry } from "../../stores/registry.ts";
import type { BusinessEvents } from "../business-events.ts";
import { rollbackRequestSchema } from "../contract/models.ts";
import type { StartRunResponse } from "../contract/runs.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";
import { startDeployment } from "../runs/start-deployment.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly runs: Runs;
  readonly events: BusinessEvents;
}

const REASON = "a rollback was asked for";

/** `POST /models/rollback`: ends a deployment that is running, or goes back from the one that has ended. */
export const rollBackRoute = ({ registry, runs, events }: Dependencies): Route => ({
  path: "/models/rollback",
  post: [
    ...jsonBody,
    async (request, response) => {
      const { target } = parseInput(rollbackRequestSchema, request.body, "body");
      const input = deploymentInputSchema.parse({ target, rollback: true });
      const running = await runs.rollBack(runKinds.deployment.workflowId(input), REASON);
      if (!running) {
        const { stable, previous } = await registry.readServing(target);
        if (previous === undefined) {
          throw new ConflictError(
            `${stable ?? "The base model"} is all that ever served at ${target}: there is nothing to go back to.`,
          );
        }
      }
      const started: StartRunResponse = running
        ? { workflowId: running.workflowId, runId: running.runId, joined: true }
        : await startDeployment(runs, input);
      events.runStarted({ kind: "deployment", workflowId: started.workflowId, joined: started.joined });
      response
        .status(202)
        .location(`/runs/${encodeURIComponent(started.workflowId)}`)
        .json(started);
    },
  ],
});
