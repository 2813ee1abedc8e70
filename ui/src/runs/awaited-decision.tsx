import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { Link } from "react-router";
import type { RunDetail } from "../api/generated/index.ts";
import { approvalPath } from "../rooms/approvals/approval-path.ts";
import { RelativeTime } from "../shared/relative-time.tsx";

type Approval = NonNullable<RunDetail["approval"]>;

/** Says that a run waits for a human's yes or no, and leads to where it is given. */
export const AwaitedDecision = ({ approval }: { readonly approval: Approval }) => (
  <Alert
    color="yellow"
    icon={<IconUserQuestion aria-hidden />}
    title="Waiting for your decision"
    role="status"
  >
    <Stack gap="xs" align="start">
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        May {approval.versionId} serve? Without an answer this ends <RelativeTime iso={approval.expiresAt} />,
        and production stays as it is.
      </Text>
      <Button component={Link} to={approvalPath(approval)} size="xs">
        Read the report and decide
      </Button>
    </Stack>
  </Alert>
);
