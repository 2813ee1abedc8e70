import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import type { ReportResponse } from "../contract/approvals.ts";
import { runDetailQuerySchema, workflowIdParams } from "../contract/runs.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { requireModel } from "../registry/describe-model.ts";
import { readReport } from "../registry/read-report.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly shutdown: AbortSignal;
}

/** `GET /runs/{workflowId}/report`: what a human decides upon, whole. */
export const reportRoute = ({ registry, artefacts, shutdown }: Dependencies): Route => ({
  path: "/runs/:workflowId/report",
  get: async (request, response) => {
    const { workflowId } = parseInput(workflowIdParams, request.params, "path");
    const { runId } = parseInput(runDetailQuerySchema, request.query, "query");
    const approval = await registry.getApproval(workflowId, runId);
    if (!approval) {
      throw new NotFoundError(
        `The run ${JSON.stringify(workflowId)} has no report: it is there once a continuousTraining run has evaluated its model.`,
      );
    }
    const version = await requireModel(registry, approval.versionId);
    const { report, sha256 } = await readReport(artefacts, version, requestSignal(response, shutdown));
    if (sha256 !== approval.reportSha256) {
      throw new ConflictError(
        `The report of ${version.id} has the SHA-256 ${sha256}, but the decision was asked for upon ${approval.reportSha256}.`,
      );
    }
    const body: ReportResponse = { ...report, sha256 };
    response.set("ETag", `"${sha256}"`).json(body);
  },
});
