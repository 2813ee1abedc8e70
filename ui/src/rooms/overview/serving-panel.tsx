import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useServing } from "../../api/training-queries.ts";
import { AnsweringLine } from "../../serving/answering-line.tsx";
import { AnsweringNotice } from "../../serving/answering-notice.tsx";
import { generationWords } from "../../serving/generation-words.ts";
import { type Generation, type ShownTarget, shownServing } from "../../serving/shown-serving.ts";
import { targetLabels } from "../../serving/target-labels.ts";
import { VersionName } from "../../serving/version-name.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";

const Line = ({ place, children }: { readonly place: string; readonly children: ReactNode }) => (
  <Group gap="xs">
    <Text span c="dimmed" size="sm">
      {place}
    </Text>
    <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
      {children}
    </Text>
  </Group>
);

const Answering = ({ generation }: { readonly generation: Generation }) => {
  const { place, answers } = generationWords(generation);
  return <Line place={place}>{answers}</Line>;
};

const Target = (shown: ShownTarget) => {
  const { target } = shown;
  const { candidate } = target;
  const percent = candidate === null ? 0 : Math.round(candidate.weight * 100);
  return (
    <Stack gap={6}>
      <Line place={targetLabels[target.target]}>
        <AnsweringLine {...shown} />
      </Line>
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

/** What answers, on each target that was deployed to as its gateways report it, and what is being tried there. */
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
      {(serving) => {
        const { generation, targets } = shownServing(serving);
        return (
          <Stack gap="md">
            {generation && <Answering generation={generation} />}
            {targets.map((shown) => (
              <Target key={shown.target.target} {...shown} />
            ))}
          </Stack>
        );
      }}
    </QueryView>
  </Panel>
);
