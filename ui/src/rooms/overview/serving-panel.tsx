import { Anchor, Group, Progress, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { Stats } from "../../api/generated/index.ts";
import { Panel } from "../../shared/panel.tsx";

type State = Stats["serving"][number];

const targets: Readonly<Record<State["target"], string>> = { local: "In the gateway", tabby: "TabbyAPI" };

const Version = ({ id }: { readonly id: string | null }) =>
  id === null ? (
    <Text span>the base model</Text>
  ) : (
    <Anchor component={Link} to={`/models/${encodeURIComponent(id)}`} style={{ overflowWrap: "anywhere" }}>
      {id}
    </Anchor>
  );

const Target = ({ state: { target, stable, candidate } }: { readonly state: State }) => {
  const percent = candidate === null ? 0 : Math.round(candidate.weight * 100);
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text span c="dimmed" size="sm">
          {targets[target]}
        </Text>
        <Text span>
          <Version id={stable} /> answers
        </Text>
      </Group>
      {candidate && (
        <>
          <Text size="sm">
            <Version id={candidate.version} /> is being tried with {percent}% of the requests
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

/** What answers on each target that was deployed to, and what is being tried there. */
export const ServingPanel = ({ states }: { readonly states: Stats["serving"] }) => {
  const shown = states.filter(({ target, revision }) => target === "local" || revision > 0);
  return (
    <Panel
      title="Serving"
      actions={
        <Anchor component={Link} to="/models" size="sm">
          All models
        </Anchor>
      }
    >
      <Stack gap="md">
        {shown.map((state) => (
          <Target key={state.target} state={state} />
        ))}
      </Stack>
    </Panel>
  );
};
