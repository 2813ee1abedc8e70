import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "../../api/api-context.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { sentenceCase } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";

const APPROVER_KEY = "llm-twin.approver";

interface DecideFormProps {
  readonly workflowId: string;
  readonly runId: string;
  readonly failedGates: readonly string[];
}

/** Takes a human's yes or no. While a gate has failed, a yes needs an explicit override and a comment. */
export const DecideForm = ({ workflowId, runId, failedGates }: DecideFormProps) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [approver, setApprover] = useState(() => localStorage.getItem(APPROVER_KEY) ?? "");
  const [comment, setComment] = useState("");
  const [override, setOverride] = useState(false);
  const [tried, setTried] = useState<"approve" | "reject">();
  const decide = useMutation({
    mutationFn: (approved: boolean) =>
      api.decide(workflowId, runId, {
        approved,
        approver: approver.trim(),
        comment: comment.trim(),
        override: approved && override,
      }),
    onSuccess: ({ outcome }) =>
      notifications.show({ color: "teal", message: `${sentenceCase(outcome)}. The decision is recorded.` }),
    onSettled: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "report" }),
  });
  const failed = failedGates.length > 0;
  const wrong = {
    approver: approver.trim() === "" ? "Say who decides." : null,
    override: failed && !override ? "Approving in spite of a failed gate needs this." : null,
    comment: failed && comment.trim() === "" ? "An override needs a comment that says why." : null,
  };
  const submit = (approved: boolean): void => {
    setTried(approved ? "approve" : "reject");
    if (wrong.approver || (approved && (wrong.override ?? wrong.comment))) return;
    localStorage.setItem(APPROVER_KEY, approver.trim());
    decide.mutate(approved);
  };
  return (
    <Panel title="Your decision">
      <form onSubmit={(event) => event.preventDefault()} noValidate>
        <Stack>
          <TextInput
            label="Approver"
            placeholder="Your name"
            value={approver}
            maxLength={200}
            error={tried !== undefined && wrong.approver}
            onChange={(event) => setApprover(event.currentTarget.value)}
          />
          <Textarea
            label="Comment"
            autosize
            minRows={2}
            value={comment}
            maxLength={4_000}
            error={tried === "approve" && wrong.comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {failed && (
            <Checkbox
              label={`Approve although gates failed: ${failedGates.join(", ")}`}
              checked={override}
              error={tried === "approve" && wrong.override}
              onChange={(event) => setOverride(event.currentTarget.checked)}
            />
          )}
          {decide.error && <ErrorNotice title="The decision was not taken" error={decide.error} />}
          <Group>
            <Button
              color="teal.9"
              loading={decide.isPending && decide.variables}
              disabled={decide.isPending}
              onClick={() => submit(true)}
            >
              Approve
            </Button>
            <Button
              color="red.9"
              loading={decide.isPending && !decide.variables}
              disabled={decide.isPending}
              onClick={() => submit(false)}
            >
              Reject
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
};
