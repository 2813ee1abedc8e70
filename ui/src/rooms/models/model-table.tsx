import { Anchor, Checkbox, Group, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ModelSummary } from "../../api/generated/index.ts";
import { formatBytes, formatFigure } from "../../shared/format.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { StageBadge } from "./stage-badge.tsx";

interface ModelTableProps {
  readonly models: readonly ModelSummary[];
  /** Versions picked for a comparison. */
  readonly picked: readonly string[];
  readonly onPick: (id: string) => void;
}

const lossOf = ({ metrics }: ModelSummary): string =>
  metrics["evalLoss"] === undefined ? "–" : formatFigure(metrics["evalLoss"]);

/** Versions with stage and figures, newest first; two can be picked for a comparison. */
export const ModelTable = ({ models, picked, onPick }: ModelTableProps) => (
  <Table aria-label="Versions" verticalSpacing="xs">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Version</Table.Th>
        <Table.Th visibleFrom="sm">Stage</Table.Th>
        <Table.Th visibleFrom="md">Author</Table.Th>
        <Table.Th visibleFrom="sm" ta="right">
          Held-out loss
        </Table.Th>
        <Table.Th visibleFrom="md" ta="right">
          Size
        </Table.Th>
        <Table.Th visibleFrom="sm" pl="xl">
          Made
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {models.map((model) => (
        <Table.Tr key={model.id}>
          <Table.Td style={{ overflowWrap: "anywhere" }}>
            <Group gap="xs" wrap="nowrap">
              <Checkbox
                aria-label={`Compare ${model.id}`}
                checked={picked.includes(model.id)}
                disabled={picked.length === 2 && !picked.includes(model.id)}
                onChange={() => onPick(model.id)}
              />
              <Anchor component={Link} to={`/models/${encodeURIComponent(model.id)}`} size="sm" fw={500}>
                {model.id}
              </Anchor>
            </Group>
            <Group gap="xs" hiddenFrom="sm" mt={4}>
              <StageBadge stage={model.stage} />
              <Text size="sm" c="dimmed">
                loss {lossOf(model)} · <RelativeTime iso={model.createdAt} />
              </Text>
            </Group>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <StageBadge stage={model.stage} />
          </Table.Td>
          <Table.Td visibleFrom="md">{model.author}</Table.Td>
          <Table.Td visibleFrom="sm" ta="right">
            {lossOf(model)}
          </Table.Td>
          <Table.Td visibleFrom="md" ta="right">
            {formatBytes(model.bytes)}
          </Table.Td>
          <Table.Td visibleFrom="sm" pl="xl">
            <RelativeTime iso={model.createdAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
