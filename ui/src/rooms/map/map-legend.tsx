import { Box, Group, Text } from "@mantine/core";
import { formatNumber } from "../../shared/format.ts";
import type { ColourGroup } from "./colour-groups.ts";

/** Which colour is what, and how many chunks each has. */
export const MapLegend = ({ groups }: { readonly groups: readonly ColourGroup[] }) => (
  <Group component="ul" gap="md" p={0} m={0} style={{ listStyle: "none" }} aria-label="Legend">
    {groups.map(({ name, colour, points }) => (
      <Group component="li" key={name} gap={6} wrap="nowrap">
        <Box w={12} h={12} bg={colour} style={{ borderRadius: 6, flexShrink: 0 }} aria-hidden />
        <Text size="sm">
          {name}{" "}
          <Text span c="dimmed">
            {formatNumber(points.length)}
          </Text>
        </Text>
      </Group>
    ))}
  </Group>
);
