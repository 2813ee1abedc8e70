import { ConflictError } from "../../domain/errors.ts";
import { deploymentInputSchema } from "../../domain/runs/deployment.ts";
import type { Registry } from "../../stores/registry.ts";
import type { BusinessEvents } from "../business-events.ts";
import { deployRequestSchema, versionParams } from "../contract/models.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { requireModel } from "../registry/describe-model.ts";
import type { Runs } from "../runs/runs.ts";
import { startDeployment } from "../runs/start-deployment.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly runs: Runs;
  readonly events: BusinessEvents;
}

/** What a version at a stage needs before it may serve; stages that are not here may. */
const obstacles: Readonly<Record<string, string>> = {
  candidate: "a human must approve it first (twin approve)",
  rejected: "it was rejected, or nobody decided in time; train another one",
};

/** `POST /models/{version}/deploy`: puts a version behind the stable address. */
export const deployModelRoute = ({ registry, runs, events }: Dependencies): Route => ({
  path: "/models/:version/deploy",
  post: [
    ...jsonBody,
    async (request, response) => {
      const { version: id } = parseInput(versionParams, request.params, "path");
      const wanted = parseInput(deployRequestSchema, request.body, "body");
      const { stage } = await requireModel(registry, id);
      const obstacle = obstacles[stage];
      if (obstacle) throw new ConflictError(`${id} is at stage ${stage} and may not serve: ${obstacle}.`);
      const started = await startDeployment(runs, deploymentInputSchema.parse({ ...wanted, version: id }));
      events.runStarted({ kind: "deployment", workflowId: started.workflowId, joined: started.joined });
      response
        .status(202)
        .location(`/runs/${encodeURIComponent(started.workflowId)}`)
        .json(started);
    },
  ],
});
