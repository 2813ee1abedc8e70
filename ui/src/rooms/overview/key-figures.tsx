import { Paper, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Stats } from "../../api/generated/index.ts";
import { formatNumber } from "../../shared/format.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";

const KeyFigure = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Paper withBorder p="md">
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <Text component="dd" m={0} mt={2} fw={700} fz={{ base: 18, sm: 20 }} lh={1.25}>
      {children}
    </Text>
  </Paper>
);

const freshness = ({ lastCollectedAt, runs }: Stats): ReactNode => {
  if (lastCollectedAt !== null) return <RelativeTime iso={lastCollectedAt} />;
  return runs === null ? "unknown" : "never";
};

/** The figures that people look for first. */
export const KeyFigures = ({ stats }: { readonly stats: Stats }) => (
  <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="md" m={0}>
    <KeyFigure label="Documents">{formatNumber(stats.documents.total)}</KeyFigure>
    <KeyFigure label="Chunks that search reads">{formatNumber(stats.chunks.total)}</KeyFigure>
    <KeyFigure label="Running now">
      {stats.runs === null ? "unknown" : formatNumber(stats.runs.running)}
    </KeyFigure>
    <KeyFigure label="Last collection">{freshness(stats)}</KeyFigure>
  </SimpleGrid>
);
