import { Anchor, Button, Group, NativeSelect, SimpleGrid, Table, Text } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { DatasetSummary } from "../../api/generated/index.ts";
import { useDatasets } from "../../api/training-queries.ts";
import { runPath } from "../../runs/run-title.ts";
import { GenerateForm } from "../../runs/start/generate-form.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { useAddressChoice, useAddressText } from "../../shared/use-address.ts";
import { ImportPanel } from "./import-panel.tsx";

const kinds = ["all", "instruct", "preference"] as const;
const PAGE_SIZE = 25;

const DatasetTable = ({ datasets }: { readonly datasets: readonly DatasetSummary[] }) => (
  <Table aria-label="Datasets" verticalSpacing="xs">
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Version</Table.Th>
        <Table.Th visibleFrom="md">Author</Table.Th>
        <Table.Th ta="right">Train</Table.Th>
        <Table.Th ta="right">Test</Table.Th>
        <Table.Th visibleFrom="sm">Source</Table.Th>
        <Table.Th visibleFrom="sm">Made</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {datasets.map(({ id, author, samples, lineage, createdAt }) => (
        <Table.Tr key={id}>
          <Table.Td style={{ overflowWrap: "anywhere" }}>
            <Anchor component={Link} to={`/datasets/${encodeURIComponent(id)}`} size="sm" fw={500}>
              {id}
            </Anchor>
            <Text size="sm" c="dimmed" hiddenFrom="sm">
              {sentenceCase(lineage.source)} <RelativeTime iso={createdAt} />
            </Text>
          </Table.Td>
          <Table.Td visibleFrom="md">{author}</Table.Td>
          <Table.Td ta="right">{formatNumber(samples.train)}</Table.Td>
          <Table.Td ta="right">{formatNumber(samples.test)}</Table.Td>
          <Table.Td visibleFrom="sm">{sentenceCase(lineage.source)}</Table.Td>
          <Table.Td visibleFrom="sm">
            <RelativeTime iso={createdAt} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

/** Every version of a dataset, and the two ways to make one. */
export const DatasetsRoom = () => {
  const [kind] = useAddressChoice("kind", kinds);
  const [after, setAfter] = useAddressText("after");
  const [, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const query = useDatasets({
    limit: PAGE_SIZE,
    ...(kind === "all" ? {} : { kind }),
    ...(after === undefined ? {} : { after }),
  });
  const follow = (run: { workflowId: string; runId: string }): void => void navigate(runPath(run));
  return (
    <Page title="Datasets" description="What your twin is trained on, version by version.">
      <Panel
        title="Versions"
        actions={
          <NativeSelect
            aria-label="Kind"
            value={kind}
            data={kinds.map((value) => ({
              value,
              label: value === "all" ? "All kinds" : sentenceCase(value),
            }))}
            onChange={({ currentTarget: { value } }) =>
              setQuery(value === "all" ? {} : { kind: value }, { replace: true })
            }
          />
        }
      >
        <QueryView query={query} what="the datasets" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState
                icon={IconDatabase}
                title={kind === "all" ? "There is no dataset yet" : "No dataset matches"}
                description="Import a file of samples, or have them generated from the author's documents."
              >
                <Group gap="xs">
                  <Button component="a" href="#generate">
                    Generate a dataset
                  </Button>
                </Group>
              </EmptyState>
            ) : (
              <>
                <DatasetTable datasets={items} />
                <Pager after={after} next={next} onChange={setAfter} />
              </>
            )
          }
        </QueryView>
      </Panel>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <ImportPanel onStarted={follow} />
        <div id="generate">
          <Panel title="Generate samples">
            <GenerateForm onStarted={follow} />
          </Panel>
        </div>
      </SimpleGrid>
    </Page>
  );
};
