import { Group, Paper, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface PanelProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A framed section of a room with a heading. */
export const Panel = ({ title, actions, children }: PanelProps) => {
  const id = useId();
  return (
    <Paper component="section" withBorder p={{ base: "md", sm: "lg" }} aria-labelledby={id} miw={0}>
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2} id={id}>
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Paper>
  );
};
