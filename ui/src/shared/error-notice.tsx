import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { ApiError, reasonOf } from "../api/api-error.ts";

interface ErrorNoticeProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** Tells what went wrong and why, and offers to try again. */
export const ErrorNotice = ({ title, error, onRetry }: ErrorNoticeProps) => {
  const fields = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <Stack gap="xs" align="start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {reasonOf(error)}
        </Text>
        {fields.length > 1 && (
          <List size="sm">
            {fields.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>
                {path === "" ? message : `${path}: ${message}`}
              </List.Item>
            ))}
          </List>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
};
