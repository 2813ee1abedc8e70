import { Alert, Button, Container, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useRouteError } from "react-router";
import { reasonOf } from "../api/api-error.ts";

const reload = (): void => window.location.reload();

/** For a room that broke, or whose code could not be fetched. */
export const CrashPage = () => {
  const error = useRouteError();
  return (
    <Container component="main" size="sm" py="xl">
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title="This page broke">
        <Stack align="start" gap="sm">
          <Text size="sm">{reasonOf(error)}</Text>
          <Button variant="default" size="xs" onClick={reload}>
            Load it again
          </Button>
        </Stack>
      </Alert>
    </Container>
  );
};
