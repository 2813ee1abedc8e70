import { Box, Container, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";

interface PageProps {
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A room's frame: its title, what it is for, and its content. */
export const Page = ({ title, description, actions, children }: PageProps) => {
  useDocumentTitle(`${title} · LLM Twin`);
  return (
    <Container size="xl" px={0}>
      <Group justify="space-between" align="start" mb="lg" gap="sm">
        <Box style={{ minWidth: 0, overflowWrap: "anywhere" }}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text c="dimmed" mt={4}>
              {description}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
      <Stack gap="lg">{children}</Stack>
    </Container>
  );
};
