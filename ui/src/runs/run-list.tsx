import { Anchor, Group, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunSummary } from "../api/generated/index.ts";
import { formatDuration } from "../shared/format.ts";
import { RelativeTime } from "../shared/relative-time.tsx";
import { RunStateBadge } from "./run-state-badge.tsx";
import { runPath, runTitle } from "./run-title.ts";

const took = ({ startedAt, closedAt }: RunSummary): string =>
  closedAt === null ? "–" : formatDuration(new Date(closedAt).getTime() - new Date(startedAt).getTime());

/** Runs with their state, latest first; each leads to its page. */
export const RunList = ({
  runs,
  label,
}: {
  readonly runs: readonly RunSummary[];
  readonly label: string;
}) => (
  <Table aria-label={label} verticalSpacing="xs">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Run</Table.Th>
        <Table.Th visibleFrom="sm">State</Table.Th>
        <Table.Th visibleFrom="sm">Started</Table.Th>
        <Table.Th visibleFrom="sm">Took</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {runs.map((run) => (
        <Table.Tr key={run.runId}>
          <Table.Td style={{ overflowWrap: "anywhere" }}>
            <Anchor component={Link} to={runPath(run)} size="sm" fw={500}>
              {runTitle(run)}
            </Anchor>
            <Group gap="xs" hiddenFrom="sm" mt={2}>
              <RunStateBadge state={run.state} />
              <Text size="sm" c="dimmed">
                <RelativeTime iso={run.startedAt} />
              </Text>
            </Group>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <RunStateBadge state={run.state} />
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Text size="sm">
              <RelativeTime iso={run.startedAt} />
            </Text>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Text size="sm" style={{ whiteSpace: "nowrap" }}>
              {took(run)}
            </Text>
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
