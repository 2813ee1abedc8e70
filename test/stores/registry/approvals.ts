import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { NotFoundError } from "../../../domain/errors.ts";
import type { Approval } from "../../../domain/registry/approval.ts";
import { approval } from "../../support/registry-records.ts";
import type { RegistryContext } from "../registry-contract.ts";
import { decision, readAll } from "./fixtures.ts";

export const describeApprovals = ({ registry, another, lacks, freshName }: RegistryContext): void => {
  const pendingOf = (author: string, change: Partial<Approval> = {}): Approval =>
    approval({ workflowId: `training:${author}`, runId: randomUUID(), author, ...change });

  it("asks once for each run", async () => {
    const asked = pendingOf(freshName(), { failedGates: ["loss"] });
    expect(await registry().requestDecision(asked)).toEqual(asked);
    const again = await another().requestDecision({ ...asked, failedGates: [] });
    expect(again).toEqual(asked);
    expect(await registry().getApproval(asked.workflowId, asked.runId)).toEqual(asked);
    await registry().recordDecision(asked.runId, decision());
    expect(await registry().requestDecision(asked)).toEqual({ ...asked, decision: decision() });
  });

  it("keeps the first decision", async () => {
    const asked = pendingOf(freshName());
    await registry().requestDecision(asked);
    const first = decision({ outcome: "rejected", comment: "too terse" });
    expect(await registry().recordDecision(asked.runId, first)).toEqual({ ...asked, decision: first });
    const late = decision({ approver: "Edsger", comment: "but I like it" });
    expect(await another().recordDecision(asked.runId, late)).toEqual({ ...asked, decision: first });
    expect(await registry().getApproval(asked.workflowId)).toEqual({ ...asked, decision: first });
    await expect(registry().recordDecision(randomUUID(), first)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("finds the newest approval of a workflow, or that of one run", async () => {
    const author = freshName();
    const runs = ["2026-02-02T00:00:00Z", "2026-02-03T00:00:00Z", "2026-02-01T00:00:00Z"].map((requestedAt) =>
      pendingOf(author, { requestedAt }),
    );
    for (const run of runs) await registry().requestDecision(run);
    const { workflowId } = pendingOf(author);
    expect(await registry().getApproval(workflowId)).toEqual(runs[1]);
    expect(await registry().getApproval(workflowId, runs[2]?.runId)).toEqual(runs[2]);
    expect(await registry().getApproval(workflowId, randomUUID())).toBeUndefined();
    expect(await registry().getApproval("training:nobody")).toBeUndefined();
  });

  it("lists approvals newest first, pending ones or decided ones, in pages", async () => {
    const author = freshName();
    const runs: Approval[] = [];
    for (const day of [1, 2, 3, 4]) {
      // The last two were asked for at the same moment.
      const run = pendingOf(author, { requestedAt: `2026-03-0${Math.min(day, 3)}T00:00:00.000Z` });
      runs.unshift(await registry().requestDecision(run));
    }
    const decided = runs[2]?.runId ?? "";
    await registry().recordDecision(decided, decision());
    const read = async (filter: { pending?: boolean }) =>
      (await readAll(2, (page) => registry().listApprovals({ ...filter, author }, page))).map(
        ({ runId }) => runId,
      );
    const all = await read({});
    expect(new Set(all)).toEqual(new Set(runs.map(({ runId }) => runId)));
    expect(all.slice(2)).toEqual(runs.slice(2).map(({ runId }) => runId));
    expect(await read({})).toEqual(all);
    expect(await read({ pending: true })).toEqual(all.filter((runId) => runId !== decided));
    expect(await read({ pending: false })).toEqual([decided]);
  });

  it.skipIf(lacks("atomic-writes"))(
    "gives everybody the same decision when several decide at once",
    async () => {
      const asked = pendingOf(freshName());
      await Promise.all([registry().requestDecision(asked), another().requestDecision(asked)]);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, number) =>
          (number % 2 ? registry() : another()).recordDecision(
            asked.runId,
            decision({ approver: `person ${number}` }),
          ),
        ),
      );
      const [first] = answers;
      expect(first?.decision).not.toBeNull();
      expect(answers).toEqual(answers.map(() => first));
      expect(await registry().getApproval(asked.workflowId, asked.runId)).toEqual(first);
    },
  );
};
