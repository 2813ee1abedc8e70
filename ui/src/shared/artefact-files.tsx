import { Code, Table, Text } from "@mantine/core";
import { formatBytes } from "./format.ts";

interface ArtefactFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Files of an artefact with their sizes and checksums. */
export const ArtefactFiles = ({
  label,
  files,
}: {
  readonly label: string;
  readonly files: readonly ArtefactFile[];
}) => (
  <Table aria-label={label} verticalSpacing={6} layout="fixed">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>File</Table.Th>
        <Table.Th w={90} ta="right">
          Size
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {files.map(({ path, sha256, bytes }) => (
        <Table.Tr key={path}>
          <Table.Td style={{ overflowWrap: "anywhere" }}>
            {path}
            <Text size="xs" c="dimmed">
              SHA-256 <Code fz="xs">{sha256}</Code>
            </Text>
          </Table.Td>
          <Table.Td ta="right">{formatBytes(bytes)}</Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);
