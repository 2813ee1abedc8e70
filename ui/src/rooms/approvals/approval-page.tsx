import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link, useParams } from "react-router";
import type { RunDetail } from "../../api/generated/index.ts";
import { useRun } from "../../api/queries.ts";
import { useReport } from "../../api/training-queries.ts";
import { runPath } from "../../runs/run-title.ts";
import { Page } from "../../shared/page.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { useAddressText } from "../../shared/use-address.ts";
import { AnswersPanel } from "./answers-panel.tsx";
import { DecideForm } from "./decide-form.tsx";
import { DecisionWords } from "./decision-words.tsx";
import { CurvesPanels, GatesPanel, MetricsPanel } from "./report-panels.tsx";

const Asked = ({ approval }: { readonly approval: NonNullable<RunDetail["approval"]> }) => (
  <Stack gap="md">
    <Text size="sm" c="dimmed">
      Asked <RelativeTime iso={approval.requestedAt} />
      {approval.state === "pending" && (
        <>
          , ends <RelativeTime iso={approval.expiresAt} />: after that production stays as it is
        </>
      )}
      .
    </Text>
    <DecisionWords approval={approval} />
  </Stack>
);

/** One decision: the report with plots and answers, and the form that takes it. */
export const ApprovalPage = () => {
  const { workflowId = "" } = useParams();
  const [runId] = useAddressText("run");
  const run = useRun(workflowId, runId);
  const report = useReport(workflowId, runId);
  const approval = run.data?.approval;
  return (
    <Page title={approval ? `Decide on ${approval.versionId}` : "Decision"}>
      <Group gap="md">
        <Anchor component={Link} to="/approvals" size="sm">
          All decisions
        </Anchor>
        {approval && (
          <>
            <Anchor component={Link} to={runPath(approval)} size="sm">
              Its training run
            </Anchor>
            <Anchor component={Link} to={`/models/${encodeURIComponent(approval.versionId)}`} size="sm">
              The version
            </Anchor>
          </>
        )}
      </Group>
      <QueryView query={run} what="the decision">
        {(read) =>
          read.approval ? (
            <Asked approval={read.approval} />
          ) : (
            <Text role="status">This run has not asked for a decision.</Text>
          )
        }
      </QueryView>
      <QueryView query={report} what="the report" height={400}>
        {(read) => (
          <Stack gap="lg">
            <GatesPanel report={read} />
            <MetricsPanel report={read} />
            <CurvesPanels report={read} />
            <AnswersPanel report={read} />
          </Stack>
        )}
      </QueryView>
      {approval?.state === "pending" && (
        <DecideForm
          workflowId={approval.workflowId}
          runId={approval.runId}
          failedGates={approval.failedGates}
        />
      )}
    </Page>
  );
};
