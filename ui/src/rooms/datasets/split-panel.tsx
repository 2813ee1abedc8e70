import { Box, Group, Stack, Text } from "@mantine/core";
import type { DatasetDetail } from "../../api/generated/index.ts";
import { RunFigures } from "../../runs/run-figures.tsx";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";

const Dropped = ({ name, count, most }: { readonly name: string; readonly count: number; most: number }) => (
  <li>
    <Group justify="space-between">
      <Text size="sm">{sentenceCase(name)}</Text>
      <Text size="sm" fw={600}>
        {formatNumber(count)}
      </Text>
    </Group>
    <Box
      aria-hidden
      h={6}
      miw={3}
      w={`${(count / most) * 100}%`}
      bg="var(--mantine-color-orange-filled)"
      style={{ borderRadius: 3 }}
    />
  </li>
);

/** How many samples each side has, and how many each filter took out. */
export const SplitPanel = ({ dataset }: { readonly dataset: DatasetDetail }) => {
  const dropped = Object.entries(dataset.dropped)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const most = dropped[0]?.[1] ?? 1;
  return (
    <Panel title="Samples by split">
      <Stack>
        <RunFigures
          figures={[
            { label: "To train on", value: dataset.samples.train },
            { label: "Held out", value: dataset.samples.test },
          ]}
        />
        {dropped.length === 0 ? (
          <Text size="sm" c="dimmed">
            The filters took nothing out.
          </Text>
        ) : (
          <Stack
            component="ul"
            gap="xs"
            m={0}
            p={0}
            aria-label="Dropped by filter"
            style={{ listStyle: "none" }}
          >
            <Text component="li" size="sm" c="dimmed">
              Dropped by filter
            </Text>
            {dropped.map(([name, count]) => (
              <Dropped key={name} name={name} count={count} most={most} />
            ))}
          </Stack>
        )}
      </Stack>
    </Panel>
  );
};
