import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { DatasetSummary } from "../../api/generated/index.ts";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";

/** Versions of datasets; each leads to its page. */
export const DatasetTable = ({ datasets }: { readonly datasets: readonly DatasetSummary[] }) => (
  <Table aria-label="Datasets" verticalSpacing="xs">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Version</Table.Th>
        <Table.Th visibleFrom="md">Author</Table.Th>
        <Table.Th visibleFrom="sm">Kind</Table.Th>
        <Table.Th ta="right">Train</Table.Th>
        <Table.Th ta="right">Test</Table.Th>
        <Table.Th visibleFrom="sm" pl="xl">
          Source
        </Table.Th>
        <Table.Th visibleFrom="sm">Made</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {datasets.map(({ id, author, kind, samples, lineage, createdAt }) => (
        <Table.Tr key={id}>
          <Table.Td style={{ overflowWrap: "anywhere" }}>
            <Anchor component={Link} to={`/datasets/${encodeURIComponent(id)}`} size="sm" fw={500}>
              {id}
            </Anchor>
            <Text size="sm" c="dimmed" hiddenFrom="md">
              {author}
            </Text>
            <Text size="sm" c="dimmed" hiddenFrom="sm">
              {sentenceCase(kind)}, {lineage.source} <RelativeTime iso={createdAt} />
            </Text>
          </Table.Td>
          <Table.Td visibleFrom="md">{author}</Table.Td>
          <Table.Td visibleFrom="sm">{sentenceCase(kind)}</Table.Td>
          <Table.Td ta="right">{formatNumber(samples.train)}</Table.Td>
          <Table.Td ta="right">{formatNumber(samples.test)}</Table.Td>
          <Table.Td visibleFrom="sm" pl="xl">
            {sentenceCase(lineage.source)}
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <RelativeTime iso={createdAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
