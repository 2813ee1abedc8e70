import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconHourglass } from "@tabler/icons-react";
import type { RunDetail } from "../api/generated/index.ts";
import { AwaitedDecision } from "./awaited-decision.tsx";
import { FailureList } from "./failure-list.tsx";
import { RunFacts } from "./run-facts.tsx";
import { RunFigures } from "./run-figures.tsx";
import { outcomeOf } from "./run-outcome.ts";
import { failuresOf, figuresOf } from "./run-result.ts";
import { RunSteps } from "./run-steps.tsx";

const Waiting = ({ children }: { readonly children: string }) => (
  <Alert color="yellow" icon={<IconHourglass aria-hidden />} role="status">
    {children}
  </Alert>
);

const RunNotes = ({ notes }: { readonly notes: readonly string[] }) => (
  <List size="sm" c="dimmed" aria-label="Notes" style={{ overflowWrap: "anywhere" }}>
    {notes.map((note) => (
      <List.Item key={note}>{note}</List.Item>
    ))}
  </List>
);

/** Where a run stands: its steps, what failed, and what it came to. */
export const RunProgress = ({ run }: { readonly run: RunDetail }) => {
  const { status, state, failure, result, approval } = run;
  const awaited = approval?.state === "pending" ? approval : undefined;
  const listed = failuresOf(result);
  const failures = listed.length > 0 ? listed : (status?.failures ?? []);
  const figures = figuresOf(result);
  const facts = outcomeOf(result);
  return (
    <Stack gap="lg">
      {failure && (
        <Alert
          role="alert"
          color="red"
          icon={<IconAlertTriangle aria-hidden />}
          title="The run did not complete"
        >
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {failure.message}
          </Text>
        </Alert>
      )}
      {awaited && <AwaitedDecision approval={awaited} />}
      {!awaited && status?.waitingFor && <Waiting>{`Waiting for ${status.waitingFor}`}</Waiting>}
      {!status && state === "running" && (
        <Waiting>No worker answers for this run. It goes on by itself once a worker is there again.</Waiting>
      )}
      {status && (
        <RunSteps steps={status.steps} ended={state !== "running"} held={status.waitingFor !== null} />
      )}
      {status?.notes && status.notes.length > 0 && <RunNotes notes={status.notes} />}
      {facts.length > 0 && <RunFacts facts={facts} />}
      {figures.length > 0 && <RunFigures figures={figures} />}
      {failures.length > 0 && <FailureList failures={failures} />}
    </Stack>
  );
};
