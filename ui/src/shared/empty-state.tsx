import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** What there is to know before the next step. */
  readonly description?: string;
  /** The next step, to click. */
  readonly children?: ReactNode;
}

/** Says that there is nothing yet, and offers what to do about it. */
export const EmptyState = ({ icon: Sign, title, description, children }: EmptyStateProps) => (
  <Stack align="center" gap="xs" py="xl" ta="center">
    <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
      <Sign size={28} stroke={1.6} />
    </ThemeIcon>
    <Text fw={600} size="lg">
      {title}
    </Text>
    {description !== undefined && (
      <Text c="dimmed" maw={480}>
        {description}
      </Text>
    )}
    {children !== undefined && (
      <Group mt="sm" justify="center">
        {children}
      </Group>
    )}
  </Stack>
);
