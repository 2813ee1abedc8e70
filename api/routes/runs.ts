import { runKinds } from "../../domain/runs/workflows.ts";
import type { BusinessEvents } from "../business-events.ts";
import { type ParsedStartRunRequest, runsQuerySchema, startRunRequestSchema } from "../contract/runs.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly runs: Runs;
  readonly events: BusinessEvents;
}

const toWorkflowId = (run: ParsedStartRunRequest): string => {
  switch (run.kind) {
    case "etl":
      return runKinds.etl.workflowId(run.input);
    case "featureEngineering":
      return runKinds.featureEngineering.workflowId(run.input);
    case "twin":
      return runKinds.twin.workflowId(run.input);
  }
};

/** `POST /runs` starts a run or joins the one that does the same work; `GET /runs` lists them. */
export const runsRoute = ({ runs, events }: Dependencies): Route => ({
  path: "/runs",
  get: async (request, response) => {
    const { limit, after, kind, state } = parseInput(runsQuerySchema, request.query, "query");
    const page = await runs.list({
      limit,
      ...(after === undefined ? {} : { after }),
      ...(kind === undefined ? {} : { kind }),
      ...(state === undefined ? {} : { state }),
    });
    response.json(page);
  },
  post: [
    ...jsonBody,
    async (request, response) => {
      const run = parseInput(startRunRequestSchema, request.body, "body");
      const started = await runs.start({ kind: run.kind, input: run.input, workflowId: toWorkflowId(run) });
      events.runStarted({ kind: run.kind, workflowId: started.workflowId, joined: started.joined });
      response
        .status(202)
        .location(`/runs/${encodeURIComponent(started.workflowId)}`)
        .json(started);
    },
  ],
});
