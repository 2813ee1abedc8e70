import { Anchor, Box, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Stats } from "../../api/generated/index.ts";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { corpusRows } from "./corpus-rows.ts";

const Bar = ({ value, most, colour }: { readonly value: number; readonly most: number; colour: string }) => (
  <Box>
    <Text size="sm" fw={600}>
      {formatNumber(value)}
    </Text>
    <Box
      aria-hidden
      h={6}
      miw={value > 0 ? 3 : 0}
      w={`${most > 0 ? (value / most) * 100 : 0}%`}
      bg={colour}
      style={{ borderRadius: 3 }}
    />
  </Box>
);

/** Documents and chunks by author and category, as numbers and as bars. */
export const CorpusTable = ({ stats }: { readonly stats: Stats }) => {
  const rows = corpusRows(stats);
  const mostDocuments = Math.max(...rows.map(({ documents }) => documents));
  const mostChunks = Math.max(...rows.map(({ chunks }) => chunks));
  return (
    <Table aria-label="Documents and chunks by author and category" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Author</Table.Th>
          <Table.Th visibleFrom="sm">Category</Table.Th>
          <Table.Th w="25%">Documents</Table.Th>
          <Table.Th w="25%">Chunks</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ author, category, documents, chunks }) => (
          <Table.Tr key={`${author.id} ${category}`}>
            <Table.Td style={{ overflowWrap: "anywhere" }}>
              <Anchor component={Link} to={`/chat?author=${encodeURIComponent(author.name)}`} size="sm">
                {author.name}
              </Anchor>
              <Text size="sm" c="dimmed" hiddenFrom="sm">
                {sentenceCase(category)}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Text size="sm">{sentenceCase(category)}</Text>
            </Table.Td>
            <Table.Td>
              <Bar value={documents} most={mostDocuments} colour="var(--mantine-color-indigo-filled)" />
            </Table.Td>
            <Table.Td>
              <Bar value={chunks} most={mostChunks} colour="var(--mantine-color-teal-filled)" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
