import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import type { RunDetail } from "../../api/generated/index.ts";
import { useRun } from "../../api/queries.ts";
import { RunProgress } from "../../runs/run-progress.tsx";
import { RunStateBadge } from "../../runs/run-state-badge.tsx";
import { runTitle } from "../../runs/run-title.ts";
import { formatDuration } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { useAddressText } from "../../shared/use-address.ts";
import { CancelRun } from "./cancel-run.tsx";

const RunTimes = ({ run }: { readonly run: RunDetail }) => (
  <Group gap="sm">
    <RunStateBadge state={run.state} />
    <Text size="sm" c="dimmed">
      Started <RelativeTime iso={run.startedAt} />
      {run.closedAt !== null && (
        <>
          , ended <RelativeTime iso={run.closedAt} />, took{" "}
          {formatDuration(new Date(run.closedAt).getTime() - new Date(run.startedAt).getTime())}
        </>
      )}
    </Text>
  </Group>
);

/** One run: its steps with progress and counts, what failed and why, and the way into the Temporal UI. */
export const RunPage = () => {
  const { workflowId = "" } = useParams();
  const [runId] = useAddressText("run");
  const query = useRun(workflowId, runId);
  return (
    <Page
      title={query.data ? runTitle(query.data) : "Run"}
      actions={
        query.data && (
          <Group gap="xs">
            {query.data.state === "running" && <CancelRun workflowId={workflowId} />}
            <Button
              component="a"
              href={query.data.temporalUrl}
              target="_blank"
              rel="noopener noreferrer"
              variant="default"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              Open in Temporal
            </Button>
          </Group>
        )
      }
    >
      <Anchor component={Link} to="/runs" size="sm">
        All runs
      </Anchor>
      <QueryView query={query} what="the run" height={240}>
        {(run) => (
          <Stack gap="lg">
            <RunTimes run={run} />
            <Panel title="Progress">
              <RunProgress run={run} />
            </Panel>
          </Stack>
        )}
      </QueryView>
    </Page>
  );
};
