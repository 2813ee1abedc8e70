import { Group, Text, ThemeIcon } from "@mantine/core";
import { IconQuote } from "@tabler/icons-react";

/** The product's name with its sign. */
export const Brand = () => (
  <Group gap="xs" wrap="nowrap">
    <ThemeIcon size={30} radius="md" aria-hidden>
      <IconQuote size={18} />
    </ThemeIcon>
    <Text fw={700} size="lg">
      LLM Twin
    </Text>
  </Group>
);
