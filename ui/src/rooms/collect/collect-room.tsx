import { SimpleGrid } from "@mantine/core";
import { Page } from "../../shared/page.tsx";
import { AuthorsPanel } from "./authors-panel.tsx";
import { FollowedRun } from "./followed-run.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { LinkPanel } from "./link-panel.tsx";
import { RecentRunsPanel } from "./recent-runs-panel.tsx";
import { useFollowedRun } from "./use-followed-run.ts";

/** Brings documents in: a file or a link; shows the run, the authors, and what was collected lately. */
export const CollectRoom = () => {
  const { followed, follow } = useFollowedRun();
  return (
    <Page title="Collect" description="Bring in what an author has published.">
      {followed && <FollowedRun run={followed} onFollow={follow} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <ImportPanel onStarted={follow} />
        <LinkPanel onStarted={follow} />
      </SimpleGrid>
      <AuthorsPanel onStarted={follow} />
      <RecentRunsPanel />
    </Page>
  );
};
