import { Button, SimpleGrid } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { Link, useNavigate } from "react-router";
import type { StartedRun } from "../../api/generated/index.ts";
import { useDatasets } from "../../api/training-queries.ts";
import { runPath } from "../../runs/run-title.ts";
import { GenerateForm } from "../../runs/start/generate-form.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressText } from "../../shared/use-address.ts";
import { DatasetFilters } from "./dataset-filters.tsx";
import { DatasetTable } from "./dataset-table.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { useDatasetFilter } from "./use-dataset-filter.ts";

const PAGE_SIZE = 25;

const Nothing = ({ filtered }: { readonly filtered: boolean }) => (
  <EmptyState
    icon={IconDatabase}
    title={filtered ? "No dataset matches" : "There is no dataset yet"}
    description={
      filtered
        ? "Choose another author or kind."
        : "Import a file of samples, or have them generated from the author's documents."
    }
  >
    {filtered ? (
      <Button component={Link} to="/datasets">
        Show all datasets
      </Button>
    ) : (
      <Button component="a" href="#generate">
        Generate a dataset
      </Button>
    )}
  </EmptyState>
);

/** Every version of a dataset, and the two ways to make one. */
export const DatasetsRoom = () => {
  const { author, kind, filterBy } = useDatasetFilter();
  const [after, setAfter] = useAddressText("after");
  const navigate = useNavigate();
  const query = useDatasets({
    limit: PAGE_SIZE,
    ...(author === undefined ? {} : { author }),
    ...(kind === "all" ? {} : { kind }),
    ...(after === undefined ? {} : { after }),
  });
  const follow = (run: StartedRun): void => void navigate(runPath(run));
  return (
    <Page title="Datasets" description="What your twin is trained on, version by version.">
      <Panel
        title="Versions"
        actions={
          <DatasetFilters
            author={author}
            kind={kind}
            listed={query.data?.items.map((dataset) => dataset.author) ?? []}
            onChange={filterBy}
          />
        }
      >
        <QueryView query={query} what="the datasets" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Nothing filtered={author !== undefined || kind !== "all" || after !== undefined} />
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
          <Panel title="Generate from documents">
            <GenerateForm onStarted={follow} />
          </Panel>
        </div>
      </SimpleGrid>
    </Page>
  );
};
