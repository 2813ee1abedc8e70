import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import type { Readiness } from "../../api/generated/index.ts";
import { useReadiness } from "../../api/queries.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";

const parts = [
  { name: "warehouse", label: "Warehouse", holds: "the documents" },
  { name: "vectors", label: "Vector store", holds: "chunks and embeddings" },
  { name: "temporal", label: "Temporal", holds: "the runs" },
  { name: "embedder", label: "Embedding model", holds: "finds passages" },
  { name: "generation", label: "Generation model", holds: "writes answers" },
] as const;

type Health = NonNullable<Readiness["dependencies"][(typeof parts)[number]["name"]]>;

const states = {
  ok: { colour: "teal", label: "Healthy" },
  starting: { colour: "yellow", label: "Starting" },
  failed: { colour: "red", label: "Failed" },
} as const;

/** A part that answers and has something to tell does not do all that it should. */
const degraded = { colour: "yellow", label: "Degraded" };

interface PartProps {
  readonly label: string;
  readonly holds: string;
  readonly health: Health;
}

const Part = ({ label, holds, health }: PartProps) => {
  const { colour, label: state } =
    health.state === "ok" && health.detail !== undefined ? degraded : states[health.state];
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          <Text span fw={600}>
            {label}
          </Text>{" "}
          <Text span c="dimmed">
            {holds}
          </Text>
        </Text>
        <Badge
          variant="light"
          color={colour}
          tt="none"
          miw="fit-content"
          title={`Checked in ${health.ms} ms`}
        >
          {state}
        </Badge>
      </Group>
      {health.detail !== undefined && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {health.detail}
        </Text>
      )}
    </div>
  );
};

/** Whether each part of the system answers, and what is wrong with the ones that do not. */
export const HealthPanel = () => {
  const query = useReadiness();
  return (
    <Panel
      title="Health"
      actions={
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetching}
          onClick={() => void query.refetch()}
        >
          Check again
        </Button>
      }
    >
      <QueryView query={query} what="the health of the parts">
        {({ dependencies }) => (
          <Stack gap="sm">
            {parts.map(({ name, label, holds }) => {
              const health = dependencies[name];
              return health && <Part key={name} label={label} holds={holds} health={health} />;
            })}
          </Stack>
        )}
      </QueryView>
    </Panel>
  );
};
