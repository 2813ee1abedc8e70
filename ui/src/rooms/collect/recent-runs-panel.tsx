import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { useRuns } from "../../api/queries.ts";
import { RunList } from "../../runs/run-list.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";

const SHOWN = 10;

/** What was collected and built lately. */
export const RecentRunsPanel = () => {
  const query = useRuns({ limit: SHOWN });
  return (
    <Panel
      title="Recent runs"
      actions={
        <Anchor component={Link} to="/runs" size="sm">
          All runs
        </Anchor>
      }
    >
      <QueryView query={query} what="the runs">
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed" size="sm">
              Nothing has been collected yet.
            </Text>
          ) : (
            <RunList runs={items} label="Recent runs" />
          )
        }
      </QueryView>
    </Panel>
  );
};
