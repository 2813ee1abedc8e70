import { Anchor, Badge, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ApprovalItem } from "../../api/generated/index.ts";
import { figureUnit, metricLabel } from "../../evaluation/metric-names.ts";
import { formatFigure } from "../../shared/format.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { approvalPath } from "./approval-path.ts";
import { DecisionWords } from "./decision-words.tsx";

const EVALUATION = "evaluation.";

/** The figures that its report measured of a candidate. */
const figuresOf = (approval: ApprovalItem): string =>
  Object.entries(approval.version?.metrics ?? {})
    .filter(([name]) => name.startsWith(EVALUATION) && name !== "evaluation.memory")
    .map(
      ([name, value]) =>
        `${metricLabel(name.slice(EVALUATION.length))} ${formatFigure(value, figureUnit(name))}`,
    )
    .join(" · ");

/** Held-out loss of the candidate beside that of its base model, where both were measured. */
const lossOf = ({ version }: ApprovalItem): string | undefined => {
  const { evalLoss, baseEvalLoss } = version?.metrics ?? {};
  if (evalLoss === undefined || baseEvalLoss === undefined) return undefined;
  return `Held-out loss ${formatFigure(evalLoss)}, base model ${formatFigure(baseEvalLoss)}`;
};

const Entry = ({ approval }: { readonly approval: ApprovalItem }) => {
  const loss = lossOf(approval);
  const figures = figuresOf(approval);
  return (
    <Paper component="li" withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Anchor component={Link} to={approvalPath(approval)} fw={600} style={{ overflowWrap: "anywhere" }}>
            {approval.versionId}
          </Anchor>
          <Text size="sm" c="dimmed">
            {approval.state === "pending" ? (
              <>
                Ends <RelativeTime iso={approval.expiresAt} />
              </>
            ) : (
              <>
                Asked <RelativeTime iso={approval.requestedAt} />
              </>
            )}
          </Text>
        </Group>
        <Group gap="xs">
          <Text size="sm">{approval.author}</Text>
          {approval.failedGates.length === 0 ? (
            <Badge variant="light" color="teal" tt="none">
              All gates passed
            </Badge>
          ) : (
            approval.failedGates.map((gate) => (
              <Badge key={gate} variant="light" color="red" tt="none">
                {gate} failed
              </Badge>
            ))
          )}
        </Group>
        {loss !== undefined && <Text size="sm">{loss}</Text>}
        {figures !== "" && (
          <Text size="sm" c="dimmed">
            Evaluation: {figures}
          </Text>
        )}
        <DecisionWords approval={approval} />
        <Button
          component={Link}
          to={approvalPath(approval)}
          variant={approval.state === "pending" ? "filled" : "default"}
          size="xs"
          style={{ alignSelf: "start" }}
        >
          {approval.state === "pending" ? "Decide" : "Read the report"}
        </Button>
      </Stack>
    </Paper>
  );
};

/** Decisions that were asked for, each leading to its report. */
export const ApprovalList = ({ approvals }: { readonly approvals: readonly ApprovalItem[] }) => (
  <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }} aria-label="Decisions">
    {approvals.map((approval) => (
      <Entry key={approval.runId} approval={approval} />
    ))}
  </Stack>
);
