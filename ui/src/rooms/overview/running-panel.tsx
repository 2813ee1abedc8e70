import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { RunDetail, RunSummary } from "../../api/generated/index.ts";
import { useRun, useRuns } from "../../api/queries.ts";
import { RunList } from "../../runs/run-list.tsx";
import { runPath, runTitle } from "../../runs/run-title.ts";
import { formatNumber } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";

const SHOWN = 5;

type Step = NonNullable<RunDetail["status"]>["steps"][number];

const amountOf = ({ name, done, total, unit }: Step): string =>
  `${name}: ${formatNumber(done)}${total ? ` of ${formatNumber(total)}` : ""} ${unit}`;

/** What a run under way does now, or waits for. */
const doingOf = ({ approval, status }: RunDetail): string | undefined => {
  if (approval?.state === "pending") return "waiting for your decision";
  if (status?.waitingFor) return `waiting for ${status.waitingFor}`;
  const step = status?.steps.find(({ state }) => state === "running");
  return step && amountOf(step);
};

/** A run under way with the progress of the step that it is at. */
const RunningRun = ({ run }: { readonly run: RunSummary }) => {
  const { data } = useRun(run.workflowId, run.runId);
  const step = data?.status?.steps.find(({ state }) => state === "running");
  const doing = data && doingOf(data);
  const share = step?.total ? Math.min(100, (step.done / step.total) * 100) : undefined;
  return (
    <Stack gap={4}>
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={runPath(run)} fw={500} style={{ overflowWrap: "anywhere" }}>
          {runTitle(run)}
        </Anchor>
        <Text size="sm" c="dimmed">
          {doing !== undefined && `${doing} · `}started <RelativeTime iso={run.startedAt} />
        </Text>
      </Group>
      <Progress.Root size="md">
        <Progress.Section
          value={share ?? 100}
          animated={share === undefined}
          striped={share === undefined}
          aria-label={`Progress of ${runTitle(run)}`}
        />
      </Progress.Root>
    </Stack>
  );
};

/** What runs now, live, and what ended last. */
export const RunningPanel = () => {
  const query = useRuns({ limit: SHOWN });
  return (
    <Panel
      title="Runs"
      actions={
        <Anchor component={Link} to="/runs" size="sm">
          All runs
        </Anchor>
      }
    >
      <QueryView query={query} what="the runs">
        {({ items }) => {
          const running = items.filter(({ state }) => state === "running");
          const ended = items.filter(({ state }) => state !== "running");
          if (items.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                Nothing has run yet. What runs shows here with its progress.
              </Text>
            );
          }
          return (
            <Stack gap="lg">
              {running.map((run) => (
                <RunningRun key={run.runId} run={run} />
              ))}
              {ended.length > 0 && <RunList runs={ended} label="Latest runs" />}
            </Stack>
          );
        }}
      </QueryView>
    </Panel>
  );
};
