import { escapeMarkdown } from "../text/escape-markdown.ts";
import type { RunStatus, RunStep } from "./status.ts";

const marks: Record<RunStep["state"], string> = { waiting: "○", running: "◐", done: "●", failed: "✗" };

const renderStep = (step: RunStep): string => {
  const amount = step.total === null ? `${step.done}` : `${step.done} of ${step.total}`;
  const counts = Object.entries(step.counts).map(([name, count]) => `${count.toLocaleString("en")} ${name}`);
  return `| ${marks[step.state]} ${step.name} | ${amount} ${step.unit} | ${counts.join(", ")} |`;
};

/** A run's status as Markdown, for the details of the workflow in the Temporal UI. */
export const renderStatus = (status: RunStatus): string => {
  const lines = ["| step | progress | counts |", "| --- | --- | --- |", ...status.steps.map(renderStep)];
  if (status.notes?.length) lines.push("", ...status.notes.map((note) => `- ${escapeMarkdown(note)}`));
  if (status.waitingFor) lines.push("", `**Waiting for** ${escapeMarkdown(status.waitingFor)}`);
  if (status.failures.length > 0) {
    lines.push("", `**Failed so far (${status.failures.length})**`, "");
    for (const { where, reason } of status.failures.slice(0, 20)) {
      lines.push(`- ${escapeMarkdown(where)}: ${escapeMarkdown(reason)}`);
    }
  }
  return lines.join("\n");
};
