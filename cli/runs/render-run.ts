import type { RunDetail } from "../../api/contract/runs.ts";
import type { RunStep } from "../../domain/runs/status.ts";
import { formatCounts, printable } from "../output/format.ts";
import { howToApprove } from "../training/how-to-approve.ts";

const marks: Record<RunStep["state"], string> = { waiting: "○", running: "◐", done: "●", failed: "✗" };
const BAR_WIDTH = 20;

const bar = (done: number, total: number): string => {
  const filled = Math.round((Math.min(done, total) / total) * BAR_WIDTH);
  return `[${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}] `;
};

const renderStep = ({ name, state, done, total, unit, counts }: RunStep): string => {
  if (state === "waiting") return `  ${marks[state]} ${name}`;
  const amount = total === null ? `${done}` : `${done} of ${total}`;
  const figures = formatCounts(counts);
  const shown = state === "running" && total ? bar(done, total) : "";
  return `  ${marks[state]} ${name}: ${shown}${amount} ${unit}${figures ? ` (${figures})` : ""}`;
};

/** How to give the decision that a run waits for. */
const renderApproval = ({ approval }: RunDetail): string[] =>
  approval?.state === "pending"
    ? [
        `  ${approval.versionId} waits for a human until ${approval.expiresAt}: ${howToApprove(approval)}, or npx twin reject ${approval.versionId} --comment "why"`,
        ...(approval.failedGates.length > 0
          ? [`  Gates failed: ${approval.failedGates.join(", ")}. To approve all the same takes --override`]
          : []),
        `  Or in the web UI under /approvals, or by the signal "approve" at ${approval.temporalUrl}`,
      ]
    : [];

/** A run and its steps, a line each. */
export const renderRun = (run: RunDetail): string[] => {
  const { status } = run;
  const lines = [`${run.workflowId}: ${run.state}`];
  if (!status) return run.state === "running" ? [...lines, "  waiting for a worker"] : lines;
  lines.push(...status.steps.map(renderStep));
  const decide = renderApproval(run);
  if (decide.length > 0) lines.push(...decide);
  else if (status.waitingFor) lines.push(`  waiting for ${status.waitingFor}`);
  if (status.failures.length > 0) lines.push(`  ${status.failures.length} failed so far`);
  return lines.map(printable);
};
