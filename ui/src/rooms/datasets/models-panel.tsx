import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { useModels } from "../../api/training-queries.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { StageBadge } from "../models/stage-badge.tsx";

const SHOWN = 10;

/** The models that were trained on a dataset, newest first. */
export const ModelsPanel = ({ dataset }: { readonly dataset: string }) => (
  <Panel title="Models trained on it">
    <QueryView query={useModels({ dataset, limit: SHOWN })} what="the models">
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">None yet.</Text>
        ) : (
          <Stack gap="xs">
            {items.map(({ id, stage, createdAt }) => (
              <Group key={id} justify="space-between" gap="xs">
                <Anchor
                  component={Link}
                  to={`/models/${encodeURIComponent(id)}`}
                  size="sm"
                  style={{ overflowWrap: "anywhere" }}
                >
                  {id}
                </Anchor>
                <Group gap="xs">
                  <StageBadge stage={stage} />
                  <Text size="sm" c="dimmed">
                    <RelativeTime iso={createdAt} />
                  </Text>
                </Group>
              </Group>
            ))}
          </Stack>
        )
      }
    </QueryView>
  </Panel>
);
