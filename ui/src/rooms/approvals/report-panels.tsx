import { Badge, Code, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useMemo } from "react";
import type { EvaluationReport } from "../../api/generated/index.ts";
import { forestOption } from "../../charts/forest-option.ts";
import { histogramOption, toBins } from "../../charts/histogram-option.ts";
import { LazyChart } from "../../charts/lazy-chart.tsx";
import { LossCurve } from "../../charts/loss-curve.tsx";
import { forestRows, lossDifferences } from "../../evaluation/forest-rows.ts";
import { metricLabel } from "../../evaluation/metric-names.ts";
import { formatBytes, formatDifference, formatFigure } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";

type Report = { readonly report: EvaluationReport };

const ROW_HEIGHT = 44;
const CHART_FRAME = 76;
const HISTOGRAM_HEIGHT = 260;

const Differences = ({ report }: Report) => {
  const rows = useMemo(() => forestRows(report.metrics), [report.metrics]);
  const option = useMemo(() => forestOption(rows), [rows]);
  if (rows.length === 0) return null;
  const words = rows.map(({ label, mean }) => `${label} ${mean.toFixed(1)}%`).join(", ");
  return (
    <LazyChart
      option={option}
      height={rows.length * ROW_HEIGHT + CHART_FRAME}
      label={`Improvement over the baseline with 95% intervals: ${words}`}
    />
  );
};

/** Every metric of both models, and the differences with their intervals. */
export const MetricsPanel = ({ report }: Report) => (
  <Panel title={`Candidate against ${report.baseline.id}`}>
    <Stack gap="md">
      <Differences report={report} />
      <Table.ScrollContainer minWidth={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label="Metrics" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Metric</Table.Th>
              <Table.Th ta="right">Candidate</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                Baseline
              </Table.Th>
              <Table.Th ta="right">Difference</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                p
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.metrics.map(({ name, unit, better, candidate, baseline, difference }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  {metricLabel(name)}
                  <Text size="xs" c="dimmed">
                    {unit}, {better} is better
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  {formatFigure(candidate.mean, unit)}
                  {baseline && (
                    <Text size="xs" c="dimmed" hiddenFrom="sm">
                      was {formatFigure(baseline.mean, unit)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" visibleFrom="sm">
                  {baseline ? formatFigure(baseline.mean, unit) : "–"}
                </Table.Td>
                <Table.Td ta="right">
                  {difference ? formatDifference(difference.mean, unit) : "–"}
                  {difference && (
                    <Text size="xs" c="dimmed">
                      {formatFigure(difference.low, unit)} to {formatFigure(difference.high, unit)}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td ta="right" visibleFrom="sm">
                  {difference?.pValue?.toPrecision(2) ?? "–"}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {report.samples} held-out samples of {report.datasetId}, answered by {report.backend}.{" "}
        {report.candidate.quantization}, {formatBytes(report.candidate.bytes)}. Report{" "}
        <Code>{report.sha256}</Code>
      </Text>
    </Stack>
  </Panel>
);

/** Every gate with what was asked and what was found. */
export const GatesPanel = ({ report }: Report) => (
  <Panel title="Gates">
    <Table aria-label="Gates" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Gate</Table.Th>
          <Table.Th>Reason</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {report.gates.map(({ name, passed, reason }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <Badge variant="light" color={passed ? "teal" : "red"} tt="none" miw="fit-content" mr="xs">
                {passed ? "Passed" : "Failed"}
              </Badge>
              {name}
            </Table.Td>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{reason}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Panel>
);

/** How training went, and how the losses of single samples differ. */
export const CurvesPanels = ({ report }: Report) => {
  const curves = useMemo(() => [{ points: report.lossCurve }], [report.lossCurve]);
  const differences = useMemo(() => lossDifferences(report.answers), [report.answers]);
  const histogram = useMemo(
    () => histogramOption(toBins(differences), "Loss of the candidate minus that of the baseline", "lower"),
    [differences],
  );
  const lower = differences.filter((difference) => difference < 0).length;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Panel title="Loss during training">
        <LossCurve curves={curves} />
      </Panel>
      {differences.length > 0 && (
        <Panel title="Loss by sample">
          <LazyChart
            option={histogram}
            height={HISTOGRAM_HEIGHT}
            label={`Histogram of loss differences: the candidate's is lower on ${lower} of ${differences.length} samples`}
          />
        </Panel>
      )}
    </SimpleGrid>
  );
};
