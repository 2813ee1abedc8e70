import { Anchor, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import type { RunDetail } from "../api/generated/index.ts";
import { useRun } from "../api/queries.ts";
import { Panel } from "../shared/panel.tsx";
import { QueryView } from "../shared/query-view.tsx";
import { RunProgress } from "./run-progress.tsx";
import { RunStateBadge } from "./run-state-badge.tsx";
import { runPath, runTitle } from "./run-title.ts";

interface RunCardProps {
  readonly workflowId: string;
  readonly runId: string;
  /** What to offer once it has completed. */
  readonly whenCompleted?: (run: RunDetail) => ReactNode;
}

/** Follows a run live. Once it has ended, everything else on the page is read again. */
export const RunCard = ({ workflowId, runId, whenCompleted }: RunCardProps) => {
  const query = useRun(workflowId, runId);
  const queryClient = useQueryClient();
  const state = query.data?.state;

  useEffect(() => {
    if (state === undefined || state === "running") return;
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "run" });
  }, [state, queryClient]);

  return (
    <QueryView query={query} what="the run">
      {(run) => (
        <Panel title={runTitle(run)} actions={<RunStateBadge state={run.state} />}>
          <Stack gap="md">
            <RunProgress run={run} />
            <Group justify="space-between">
              <Anchor component={Link} to={runPath(run)} size="sm">
                All about this run
              </Anchor>
              {run.state === "completed" && whenCompleted?.(run)}
            </Group>
          </Stack>
        </Panel>
      )}
    </QueryView>
  );
};
