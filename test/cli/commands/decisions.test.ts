import { describe, expect, it } from "vitest";
import { toApprovalStatus } from "../../../api/registry/approval-status.ts";
import { approveCommand } from "../../../cli/commands/approve.ts";
import { rejectCommand } from "../../../cli/commands/reject.ts";
import { renderRun } from "../../../cli/runs/render-run.ts";
import type { Approval } from "../../../domain/registry/approval.ts";
import { approval } from "../../support/registry-records.ts";
import type { Exchange } from "../support/fake-gateway.ts";
import { runCommand } from "../support/run-command.ts";

const asked = (change: Partial<Approval>) =>
  toApprovalStatus(approval(change), "running", () => "http://temporal/run");
const { workflowId, versionId } = approval();
const run = (change: Partial<Approval>) => ({
  workflowId,
  runId: "run-1",
  kind: "continuousTraining",
  state: "running" as const,
  startedAt: "2026-01-01T00:00:00Z",
  closedAt: null,
  temporalUrl: "http://temporal/run",
  status: { steps: [], failures: [], waitingFor: null },
  result: null,
  failure: null,
  approval: asked(change),
});
const runPath = `/runs/${encodeURIComponent(workflowId)}`;
const refused = (detail: string): Exchange => ({
  request: `POST ${runPath}/decision`,
  status: 409,
  answer: { type: "/problems/conflict", title: "Conflict", status: 409, detail, instance: "r1" },
});

describe("twin approve without a run", () => {
  it("suggests --override for the versions whose gates failed, and only for those", async () => {
    const items = [asked({ failedGates: ["loss", "style"] }), asked({ versionId: "ada-v9" })];
    const { stdout } = await runCommand(
      approveCommand,
      [],
      [
        {
          request: "GET /approvals?state=pending&limit=200",
          answer: { items: items.map((item) => ({ ...item, version: null })) },
        },
      ],
    );
    const [failed, passed] = stdout.split("\n");
    expect(failed).toContain(
      `gates failed: loss, style. npx twin approve ${versionId} --override --comment "why"`,
    );
    expect(passed).toContain('all gates passed. npx twin approve ada-v9 --comment "why"');
  });
});

describe("a decision that is refused", () => {
  const words = 'Gates failed (loss). Reject, or approve with "override": true and a comment that says why.';

  it("because of gates: says which command goes through", async () => {
    const script = [refused(words), { request: `GET ${runPath}`, answer: run({ failedGates: ["loss"] }) }];
    await expect(runCommand(approveCommand, [workflowId], script)).rejects.toThrow(
      `${words}\nTo approve it all the same: npx twin approve ${versionId} --override --comment "why"`,
    );
  });

  it("because it comes too late: says no more than the run does", async () => {
    const late = "It was decided already: rejected by Ed at 2026-01-01T00:00:30.000Z";
    const decided = run({
      failedGates: ["loss"],
      decision: {
        outcome: "rejected",
        approver: "Ed",
        comment: "",
        override: false,
        decidedAt: "2026-01-01T00:00:30.000Z",
      },
    });
    const script = [refused(late), { request: `GET ${runPath}`, answer: decided }];
    const error = await runCommand(approveCommand, [workflowId], script).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: late });
  });

  it("and was a rejection: asks nobody any more", async () => {
    await expect(runCommand(rejectCommand, [workflowId], [refused("It is over.")])).rejects.toThrow(
      /^It is over\.$/,
    );
  });
});

describe("a run that waits for a decision", () => {
  it("shows the command with --override where gates failed", () => {
    expect(renderRun(run({ failedGates: ["loss"] })).join("\n")).toContain(
      `npx twin approve ${versionId} --override --comment "why"`,
    );
    expect(renderRun(run({})).join("\n")).not.toContain("--override");
  });
});
