import { Code, Stack, Table, Text } from "@mantine/core";
import { Fragment } from "react";
import type { Stats } from "../../api/generated/index.ts";
import { formatNumber } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";

/** A name that breaks after its underscores where it must break. */
const BrokenName = ({ name }: { readonly name: string }) =>
  name.split("_").map((part, index) => (
    <Fragment key={part}>
      {index > 0 && (
        <>
          _<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));

/** What embeds the chunks, and what stands behind each collection that is read. */
export const CollectionsPanel = ({ stats }: { readonly stats: Stats }) => (
  <Panel title="Embeddings">
    <Stack gap="sm">
      <Text size="sm">
        <Text span c="dimmed">
          Embedding model
        </Text>{" "}
        <Code>{stats.embeddingModel}</Code>
      </Text>
      {stats.collections.length === 0 ? (
        <Text size="sm" c="dimmed">
          No collection yet: the first features run makes them.
        </Text>
      ) : (
        <Table aria-label="Collections" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Collection</Table.Th>
              <Table.Th ta="right">Entries</Table.Th>
              <Table.Th ta="right">Dimension</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stats.collections.map(({ alias, collection, count, dimension }) => (
              <Table.Tr key={alias}>
                <Table.Td style={{ overflowWrap: "anywhere" }} title={`Now ${collection}`}>
                  <BrokenName name={alias} />
                </Table.Td>
                <Table.Td ta="right">{formatNumber(count)}</Table.Td>
                <Table.Td ta="right">{dimension === 0 ? "–" : formatNumber(dimension)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  </Panel>
);
