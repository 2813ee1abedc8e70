import { Button, SegmentedControl } from "@mantine/core";
import { IconChecklist } from "@tabler/icons-react";
import { Link } from "react-router";
import { useApprovals } from "../../api/training-queries.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { Page } from "../../shared/page.tsx";
import { Pager } from "../../shared/pager.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { useAddressChoice, useAddressFilter, useAddressText } from "../../shared/use-address.ts";
import { ApprovalList } from "./approval-list.tsx";

const states = ["pending", "decided"] as const;
const PAGE_SIZE = 20;

const Nothing = ({ pending }: { readonly pending: boolean }) => (
  <EmptyState
    icon={IconChecklist}
    title={pending ? "No decision waits for you" : "Nothing has been decided yet"}
    description="When a training run has evaluated its model, it asks here whether the model may serve."
  >
    <Button component={Link} to="/datasets">
      Train a model
    </Button>
  </EmptyState>
);

/** What waits for a human's yes or no, and every decision that was taken. */
export const ApprovalsRoom = () => {
  const [state] = useAddressChoice("state", states);
  const [after, setAfter] = useAddressText("after");
  const filterBy = useAddressFilter<"state">();
  const query = useApprovals({ state, limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) });
  return (
    <Page title="Approvals" description="No model reaches anybody before a human said yes.">
      <Panel
        title={state === "pending" ? "Waiting for a decision" : "Decided"}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="State"
            value={state}
            data={[
              { value: "pending", label: "Pending" },
              { value: "decided", label: "Decided" },
            ]}
            onChange={(value) => filterBy("state", value === "pending" ? undefined : value)}
          />
        }
      >
        <QueryView query={query} what="the decisions" height={240}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Nothing pending={state === "pending"} />
            ) : (
              <>
                <ApprovalList approvals={items} />
                <Pager after={after} next={next} onChange={setAfter} />
              </>
            )
          }
        </QueryView>
      </Panel>
    </Page>
  );
};
