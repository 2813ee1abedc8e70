import type { Approval } from "../../domain/registry/approval.ts";
import type { Registry } from "../../stores/registry.ts";
import { type ApprovalItem, type ApprovalsResponse, approvalsQuerySchema } from "../contract/approvals.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { readApprovalStatus } from "../registry/approval-status.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly runs: Runs;
}

const readVersion = async (registry: Registry, id: string): Promise<ApprovalItem["version"]> => {
  const found = await registry.getModel(id);
  if (!found) return null;
  const { model, version, method, quantization, metrics, stage } = found;
  const { datasetId, baseModel } = found.lineage;
  return { id, model, version, method, quantization, metrics, stage, datasetId, baseModel };
};

/** `GET /approvals`: decisions that humans were asked for. Pending ones are those that can still be taken. */
export const approvalsRoute = ({ registry, runs }: Dependencies): Route => {
  const toItem = async (approval: Approval): Promise<ApprovalItem> => {
    const [status, version] = await Promise.all([
      readApprovalStatus(runs, approval),
      readVersion(registry, approval.versionId),
    ]);
    return { ...status, version };
  };
  return {
    path: "/approvals",
    get: async (request, response) => {
      const { limit, after, state, author } = parseInput(approvalsQuerySchema, request.query, "query");
      const page = await registry.listApprovals(
        {
          ...(state === undefined ? {} : { pending: state === "pending" }),
          ...(author === undefined ? {} : { author }),
        },
        { limit, ...(after === undefined ? {} : { after }) },
      );
      const items = await Promise.all(page.items.map(toItem));
      const body: ApprovalsResponse = {
        items: state === "pending" ? items.filter((item) => item.state === "pending") : items,
        ...(page.next === undefined ? {} : { next: page.next }),
      };
      response.json(body);
    },
  };
};
