import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ApprovalItem } from "../../api/generated/index.ts";
import { useApprovals } from "../../api/training-queries.ts";
import { formatCount } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { approvalPath } from "../approvals/approval-path.ts";

const SHOWN = 5;

const Pending = ({ approval }: { readonly approval: ApprovalItem }) => (
  <Group justify="space-between" gap="xs">
    <div style={{ minWidth: 0 }}>
      <Group gap="xs">
        <Anchor component={Link} to={approvalPath(approval)} fw={600} style={{ overflowWrap: "anywhere" }}>
          May {approval.versionId} serve?
        </Anchor>
        {approval.failedGates.length > 0 && (
          <Badge variant="light" color="red" tt="none">
            {formatCount(approval.failedGates.length, "gate")} failed
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {approval.author} · asked <RelativeTime iso={approval.requestedAt} />, ends{" "}
        <RelativeTime iso={approval.expiresAt} />
      </Text>
    </div>
    <Button
      component={Link}
      to={approvalPath(approval)}
      size="xs"
      aria-label={`Decide on ${approval.versionId}`}
    >
      Decide
    </Button>
  </Group>
);

/** Decisions that wait for a human; nothing while none does. */
export const PendingPanel = () => {
  const query = useApprovals({ state: "pending", limit: SHOWN });
  if (!query.error && (query.data?.items.length ?? 0) === 0) return null;
  return (
    <Panel
      title="Waiting for you"
      actions={
        <Anchor component={Link} to="/approvals" size="sm">
          All decisions
        </Anchor>
      }
    >
      <QueryView query={query} what="the decisions that wait">
        {({ items }) => (
          <Stack gap="md">
            {items.map((approval) => (
              <Pending key={approval.runId} approval={approval} />
            ))}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
};
