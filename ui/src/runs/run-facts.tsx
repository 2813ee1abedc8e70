import { Anchor, SimpleGrid, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Fact } from "./run-outcome.ts";

/** What a run came to in words, each leading to what it names. */
export const RunFacts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 4 }} spacing="md" m={0}>
    {facts.map(({ label, text, to }) => (
      <div key={`${label} ${text}`}>
        <Text component="dt" size="sm" c="dimmed">
          {label}
        </Text>
        <Text component="dd" m={0} fw={600} style={{ overflowWrap: "anywhere" }}>
          {to === undefined ? (
            text
          ) : (
            <Anchor component={Link} to={to}>
              {text}
            </Anchor>
          )}
        </Text>
      </div>
    ))}
  </SimpleGrid>
);
