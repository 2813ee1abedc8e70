import { SimpleGrid, Text } from "@mantine/core";
import { formatNumber } from "../shared/format.ts";
import type { Figure } from "./run-result.ts";

/** What a run came to, figure by figure. */
export const RunFigures = ({ figures }: { readonly figures: readonly Figure[] }) => (
  <SimpleGrid component="dl" cols={{ base: 2, xs: 3, md: 4 }} spacing="md" m={0}>
    {figures.map(({ label, value }, index) => (
      // Two parts of one result may have a figure of the same name.
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
      <div key={`${index} ${label}`}>
        <Text component="dt" size="sm" c="dimmed">
          {label}
        </Text>
        <Text component="dd" m={0} fw={650} size="xl">
          {formatNumber(value)}
        </Text>
      </div>
    ))}
  </SimpleGrid>
);
