import { Alert, Text } from "@mantine/core";
import type { ApprovalItem } from "../../api/generated/index.ts";
import { sentenceCase } from "../../shared/format.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";

type Approval = Pick<ApprovalItem, "decision" | "state" | "reportSha256">;
const colours = { approved: "teal", rejected: "red", "timed-out": "orange" } as const;

/** How it ended: who, when, why, and on which report. */
export const DecisionWords = ({ approval: { decision, state } }: { readonly approval: Approval }) => {
  if (!decision) {
    return state === "ended" ? (
      <Alert color="gray" title="Nobody can decide any more">
        The training run ended without a decision. What serves stays as it is.
      </Alert>
    ) : null;
  }
  const { outcome, approver, comment, override, decidedAt } = decision;
  return (
    <Alert color={colours[outcome]} title={sentenceCase(outcome)}>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {approver !== null && `By ${approver}, `}
        <RelativeTime iso={decidedAt} />
        {override && ", overruling failed gates"}
        {comment !== "" && `: ${comment}`}
      </Text>
    </Alert>
  );
};
