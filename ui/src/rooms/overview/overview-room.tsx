import { Alert, SimpleGrid, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useStats } from "../../api/queries.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { CollectionsPanel } from "./collections-panel.tsx";
import { CorpusTable } from "./corpus-table.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { HealthPanel } from "./health-panel.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { PendingPanel } from "./pending-panel.tsx";
import { RunningPanel } from "./running-panel.tsx";
import { ServingPanel } from "./serving-panel.tsx";

/** What waits for a human, what runs and serves, what is there, how fresh it is, and whether every part is well. */
export const OverviewRoom = () => {
  const stats = useStats();
  return (
    <Page title="Overview" description="What your twin knows, and what it is doing.">
      <PendingPanel />
      <QueryView query={stats} what="the counts" height={110}>
        {(read) => (
          <Stack gap="lg">
            {read.warnings.map((warning) => (
              <Alert key={warning} color="yellow" icon={<IconInfoCircle aria-hidden />}>
                {warning}
              </Alert>
            ))}
            <KeyFigures stats={read} />
          </Stack>
        )}
      </QueryView>
      <RunningPanel />
      <ServingPanel />
      {stats.data && (
        <Panel title="Corpus">
          {stats.data.documents.total === 0 ? <FirstSteps /> : <CorpusTable stats={stats.data} />}
        </Panel>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <HealthPanel />
        {stats.data && <CollectionsPanel stats={stats.data} />}
      </SimpleGrid>
    </Page>
  );
};
