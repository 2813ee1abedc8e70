import { SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Names and values side by side. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) => (
  <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="md" m={0}>
    {facts.map(([name, value]) => (
      <div key={name}>
        <Text component="dt" size="sm" c="dimmed">
          {name}
        </Text>
        <Text component="dd" m={0} size="sm" style={{ overflowWrap: "anywhere" }}>
          {value}
        </Text>
      </div>
    ))}
  </SimpleGrid>
);
