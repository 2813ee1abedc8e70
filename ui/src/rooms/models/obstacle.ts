import type { ModelDetail } from "../../api/generated/index.ts";
import { runPath } from "../../runs/run-title.ts";
import { approvalPath } from "../approvals/approval-path.ts";

/** Why a version cannot be deployed, and the next step towards it. */
export interface Obstacle {
  readonly reason: string;
  readonly step: { readonly label: string; readonly to: string };
}

type Step = Obstacle["step"];

const trainAgain = ({ lineage }: ModelDetail): Step => ({
  label: "Train again",
  to: `/datasets/${encodeURIComponent(lineage.datasetId)}`,
});

const itsRun = ({ lineage }: ModelDetail): Step => ({ label: "See its training run", to: runPath(lineage) });

const ofCandidate = (model: ModelDetail): Obstacle => {
  const { approval } = model;
  if (approval === null) {
    return {
      reason:
        "Its training run has not asked for a decision: it is still being evaluated, or the run ended before that.",
      step: itsRun(model),
    };
  }
  if (approval.state === "ended") {
    return {
      reason: "Its training run ended without a decision, so that nobody can approve it any more.",
      step: trainAgain(model),
    };
  }
  if (approval.state === "decided") {
    return {
      reason: "The decision was taken, and its training run is about to act on it.",
      step: itsRun(model),
    };
  }
  const gates = approval.failedGates.join(", ");
  return {
    reason:
      gates === ""
        ? "A human must approve it first. All gates passed."
        : `A human must approve it first. It failed ${gates}: approving in spite of that needs a comment that says why.`,
    step: { label: "Decide now", to: approvalPath(approval) },
  };
};

const ofRejected = (model: ModelDetail): Obstacle => {
  const { outcome, approver = null, comment = "" } = model.approval?.decision ?? {};
  if (outcome === "timed-out") return { reason: "Nobody decided in time.", step: trainAgain(model) };
  const by = approver === null ? "" : ` by ${approver}`;
  return {
    reason: `It was rejected${by}${comment === "" ? "." : `: ${comment}`}`,
    step: trainAgain(model),
  };
};

/** What stands in the way of a version's deployment; `undefined` when nothing does. */
export const obstacleOf = (model: ModelDetail): Obstacle | undefined => {
  if (model.stage === "candidate") return ofCandidate(model);
  return model.stage === "rejected" ? ofRejected(model) : undefined;
};
