import { Stack, Table, Text } from "@mantine/core";
import { formatCount } from "../shared/format.ts";
import type { Failure } from "./run-result.ts";

/** What failed without failing the run: where, and why. */
export const FailureList = ({ failures }: { readonly failures: readonly Failure[] }) => (
  <Stack gap="xs">
    <Text fw={600} c="var(--mantine-color-error)">
      {formatCount(failures.length, "failure")}
    </Text>
    <Table aria-label="Failures" verticalSpacing={6} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="35%" visibleFrom="sm">
            Where
          </Table.Th>
          <Table.Th>Reason</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {failures.map(({ where, reason }) => (
          <Table.Tr key={`${where} ${reason}`}>
            <Table.Td style={{ overflowWrap: "anywhere" }} visibleFrom="sm">
              {where}
            </Table.Td>
            <Table.Td style={{ overflowWrap: "anywhere" }}>
              <Text size="sm" fw={500} hiddenFrom="sm">
                {where}
              </Text>
              {reason}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Stack>
);
