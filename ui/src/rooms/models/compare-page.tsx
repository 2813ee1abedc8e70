import { Alert, Anchor, NativeSelect, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useMemo } from "react";
import { Link } from "react-router";
import type { ModelComparison } from "../../api/generated/index.ts";
import { useComparison, useModels } from "../../api/training-queries.ts";
import { LossCurve } from "../../charts/loss-curve.tsx";
import { figureLabel, figureUnit, metricLabel } from "../../evaluation/metric-names.ts";
import { formatDifference, formatFigure, sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressText } from "../../shared/use-address.ts";

const CHOICES = 200;

interface Row {
  readonly name: string;
  readonly hint?: string;
  readonly a: string;
  readonly b: string;
  readonly difference: string;
}

interface SideBySideProps {
  readonly label: string;
  /** Heads the last column. */
  readonly change?: string;
  readonly rows: readonly Row[];
}

const SideBySide = ({ label, change = "B − A", rows }: SideBySideProps) => (
  <Panel title={label}>
    <Table.ScrollContainer minWidth={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th ta="right">A</Table.Th>
            <Table.Th ta="right">B</Table.Th>
            <Table.Th ta="right" style={{ whiteSpace: "nowrap" }}>
              {change}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, hint, a, b, difference }) => (
            <Table.Tr key={name}>
              <Table.Td>
                {name}
                {hint !== undefined && (
                  <Text size="xs" c="dimmed">
                    {hint}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{a}</Table.Td>
              <Table.Td ta="right">{b}</Table.Td>
              <Table.Td ta="right">{difference}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  </Panel>
);

const figure = (value: number | null | undefined, unit: string): string =>
  value === null || value === undefined ? "–" : formatFigure(value, unit);

const difference = (value: number | null, unit: string): string =>
  value === null ? "–" : formatDifference(value, unit);

const reportRows = ({ report }: ModelComparison): Row[] =>
  report.map(({ name, unit, better, a, b, difference: change }) => ({
    name: metricLabel(name),
    hint: `${unit}, ${better} is better`,
    a: figure(a?.mean, unit),
    b: figure(b?.mean, unit),
    difference: difference(change, unit),
  }));

const figureRows = ({ metrics }: ModelComparison): Row[] =>
  metrics.map(({ name, a, b, difference: change }) => ({
    name: figureLabel(name),
    a: figure(a, figureUnit(name)),
    b: figure(b, figureUnit(name)),
    difference: difference(change, figureUnit(name)),
  }));

const parameterRows = ({ hyperparameters }: ModelComparison): Row[] =>
  hyperparameters.map(({ name, a, b, same }) => ({
    name: sentenceCase(name),
    a: a === undefined ? "–" : String(a),
    b: b === undefined ? "–" : String(b),
    difference: same ? "same" : "differs",
  }));

const Comparison = ({ comparison }: { readonly comparison: ModelComparison }) => {
  const curves = useMemo(
    () => [
      { name: "A", points: comparison.lossCurves.a },
      { name: "B", points: comparison.lossCurves.b },
    ],
    [comparison.lossCurves],
  );
  return (
    <Stack gap="lg">
      {!comparison.sameSamples && comparison.report.length > 0 && (
        <Alert color="yellow">
          Their reports rest on different held-out samples: differences between them mean little.
        </Alert>
      )}
      <Panel title="Loss during training">
        <LossCurve curves={curves} />
      </Panel>
      <SideBySide label="Evaluation" rows={reportRows(comparison)} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <SideBySide label="Training figures" rows={figureRows(comparison)} />
        <SideBySide label="Hyperparameters" change="Same?" rows={parameterRows(comparison)} />
      </SimpleGrid>
    </Stack>
  );
};

/** Any two versions side by side, with their differences and their loss curves in one plot. */
export const ComparePage = () => {
  const [a, setA] = useAddressText("a");
  const [b, setB] = useAddressText("b");
  const models = useModels({ limit: CHOICES });
  const query = useComparison(a, b);
  const ids = [...new Set([a, b, ...(models.data?.items ?? []).map(({ id }) => id)])].filter(
    (id) => id !== undefined,
  );
  const data = [{ value: "", label: "Choose a version" }, ...ids.map((id) => ({ value: id, label: id }))];
  return (
    <Page title="Compare versions" description="Differences are B minus A.">
      <Anchor component={Link} to="/models" size="sm">
        All versions
      </Anchor>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label="Version A"
          data={data}
          value={a ?? ""}
          onChange={({ currentTarget: { value } }) => setA(value)}
        />
        <NativeSelect
          label="Version B"
          data={data}
          value={b ?? ""}
          onChange={({ currentTarget: { value } }) => setB(value)}
        />
      </SimpleGrid>
      {a === undefined || b === undefined ? (
        <Text c="dimmed">Choose two versions to see them side by side.</Text>
      ) : (
        <QueryView query={query} what="the comparison" height={400}>
          {(comparison) => <Comparison comparison={comparison} />}
        </QueryView>
      )}
    </Page>
  );
};
