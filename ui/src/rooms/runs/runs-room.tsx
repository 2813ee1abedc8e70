import { Button, Group, NativeSelect } from "@mantine/core";
import { IconTimeline } from "@tabler/icons-react";
import { Link } from "react-router";
import { useRuns } from "../../api/queries.ts";
import { RunList } from "../../runs/run-list.tsx";
import { EmptyState } from "../../shared/empty-state.tsx";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressChoice, useAddressFilter, useAddressText } from "../../shared/use-address.ts";

const kinds = [
  "all",
  "etl",
  "featureEngineering",
  "datasetGeneration",
  "continuousTraining",
  "deployment",
  "twin",
] as const;
const states = ["all", "running", "completed", "failed", "canceled", "terminated", "timed-out"] as const;

const kindLabels = {
  all: "All kinds",
  etl: "Collections",
  featureEngineering: "Features",
  datasetGeneration: "Datasets",
  continuousTraining: "Trainings",
  deployment: "Deployments",
  twin: "Twins",
};
const stateLabels = {
  all: "All states",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  canceled: "Canceled",
  terminated: "Terminated",
  "timed-out": "Timed out",
};

const PAGE_SIZE = 25;

/** Every run, by kind and state, page by page. */
export const RunsRoom = () => {
  const [kind] = useAddressChoice("kind", kinds);
  const [state] = useAddressChoice("state", states);
  const [after, setAfter] = useAddressText("after");
  const filterBy = useAddressFilter<"kind" | "state">();
  const query = useRuns({
    limit: PAGE_SIZE,
    ...(kind === "all" ? {} : { kind }),
    ...(state === "all" ? {} : { state }),
    ...(after === undefined ? {} : { after }),
  });
  const filtered = kind !== "all" || state !== "all" || after !== undefined;
  return (
    <Page title="Runs" description="What was collected and built, and what is being worked on.">
      <Panel
        title="Latest first"
        actions={
          <Group gap="xs">
            <NativeSelect
              aria-label="Kind"
              value={kind}
              data={kinds.map((value) => ({ value, label: kindLabels[value] }))}
              onChange={({ currentTarget: { value } }) =>
                filterBy("kind", value === "all" ? undefined : value)
              }
            />
            <NativeSelect
              aria-label="State"
              value={state}
              data={states.map((value) => ({ value, label: stateLabels[value] }))}
              onChange={({ currentTarget: { value } }) =>
                filterBy("state", value === "all" ? undefined : value)
              }
            />
          </Group>
        }
      >
        <QueryView query={query} what="the runs" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState
                icon={IconTimeline}
                title={filtered ? "No run matches" : "Nothing has run yet"}
                description={
                  filtered ? "Choose another kind or state." : "Collect something, and its run shows here."
                }
              >
                <Button component={Link} to={filtered ? "/runs" : "/collect"}>
                  {filtered ? "Show all runs" : "Collect documents"}
                </Button>
              </EmptyState>
            ) : (
              <>
                <RunList runs={items} label="Runs" />
                <Pager after={after} next={next} onChange={setAfter} />
              </>
            )
          }
        </QueryView>
      </Panel>
    </Page>
  );
};
