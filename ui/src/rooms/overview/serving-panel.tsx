import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ServingTarget } from "../../api/generated/index.ts";
import { useServing } from "../../api/training-queries.ts";
import { AnsweringLine } from "../../serving/answering-line.tsx";
import { AnsweringNotice } from "../../serving/answering-notice.tsx";
import { shownTargets } from "../../serving/shown-targets.ts";
import { targetLabels } from "../../serving/target-labels.ts";
import { VersionName } from "../../serving/version-name.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";

const Target = ({ target }: { readonly target: ServingTarget }) => {
  const { candidate } = target;
  const percent = candidate === null ? 0 : Math.round(candidate.weight * 100);
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text span c="dimmed" size="sm">
          {targetLabels[target.target]}
        </Text>
        <Text span>
          <AnsweringLine target={target} />
        </Text>
      </Group>
      <AnsweringNotice target={target} />
      {candidate && (
        <>
          <Text size="sm">
            <VersionName id={candidate.version} /> is being tried with {percent}% of the requests
          </Text>
          <Progress.Root size="md">
            <Progress.Section
              value={percent}
              color="yellow"
              aria-label={`Share of the requests that ${candidate.version} answers`}
            />
          </Progress.Root>
        </>
      )}
    </Stack>
  );
};

/** What answers on each target that was deployed to, as its gateways report it, and what is being tried there. */
export const ServingPanel = () => (
  <Panel
    title="Serving"
    actions={
      <Anchor component={Link} to="/models" size="sm">
        All models
      </Anchor>
    }
  >
    <QueryView query={useServing()} what="what serves">
      {({ targets }) => (
        <Stack gap="md">
          {shownTargets(targets).map((target) => (
            <Target key={target.target} target={target} />
          ))}
        </Stack>
      )}
    </QueryView>
  </Panel>
);
