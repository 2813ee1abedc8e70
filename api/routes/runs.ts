import type { Registry } from "../../stores/registry.ts";
import type { BusinessEvents } from "../business-events.ts";
import { runsQuerySchema, startRunRequestSchema } from "../contract/runs.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import type { Runs } from "../runs/runs.ts";
import { startRun } from "../runs/start-run.ts";

interface Dependencies {
  readonly runs: Runs;
  readonly registry: Registry;
  readonly events: BusinessEvents;
}

/** `POST /runs` starts a run or joins the one that does the same work; `GET /runs` lists them. */
export const runsRoute = ({ runs, registry, events }: Dependencies): Route => ({
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
      const started = await startRun({ runs, registry }, run);
      events.runStarted({ kind: run.kind, workflowId: started.workflowId, joined: started.joined });
      response
        .status(202)
        .location(`/runs/${encodeURIComponent(started.workflowId)}`)
        .json(started);
    },
  ],
});
