import { Stack, Text } from "@mantine/core";
import type { SearchResponse } from "../../api/generated/index.ts";
import { formatCount } from "../../shared/format.ts";
import { SourceLink } from "../../shared/source-link.tsx";

interface HitListProps {
  readonly found: SearchResponse;
  /** Chunks that the map shows. */
  readonly shown: ReadonlySet<string>;
}

/** The hits as a list, for everybody who reads the map without seeing it. */
export const HitList = ({ found: { results, warnings }, shown }: HitListProps) => {
  const missing = results.filter(({ chunkId }) => !shown.has(chunkId)).length;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" role="status">
        {results.length === 0
          ? "No passage matches."
          : `${formatCount(results.length, "passage")}, best first.`}
        {missing > 0 && ` ${missing} of them are not among the points shown.`}
      </Text>
      {warnings.map((warning) => (
        <Text key={warning} size="sm">
          {warning}
        </Text>
      ))}
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {results.map(({ chunkId, link, title, author, platform, match }) => (
          <li key={chunkId}>
            <SourceLink link={link} size="sm" fw={600}>
              {title}
            </SourceLink>
            <Text size="xs" c="dimmed">
              {author} · {platform}
            </Text>
            <Text size="sm" lineClamp={3} style={{ overflowWrap: "anywhere" }}>
              {match}
            </Text>
          </li>
        ))}
      </Stack>
    </Stack>
  );
};
