import { Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link } from "react-router";
import type { ModelDetail } from "../../api/generated/index.ts";
import { useServing } from "../../api/training-queries.ts";
import { AnsweringNotice } from "../../serving/answering-notice.tsx";
import { targetLabels } from "../../serving/target-labels.ts";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { obstacleOf } from "./obstacle.ts";
import { StageBadge } from "./stage-badge.tsx";

type Role = ModelDetail["serves"][number];

const roleWords = ({ role, weight }: Role): string => {
  const share = `${Math.round(weight * 100)}% of the requests`;
  if (role === "previous") return "at hand for a rollback";
  return role === "candidate" ? `on trial with ${share}` : `stable, ${share}`;
};

const Undeployable = ({ model }: { readonly model: ModelDetail }) => {
  const obstacle = obstacleOf(model);
  if (!obstacle) return null;
  return (
    <Alert color="yellow" icon={<IconLock aria-hidden />} title="It cannot be deployed">
      <Stack gap="xs" align="start">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {obstacle.reason}
        </Text>
        <Button component={Link} to={obstacle.step.to} size="xs">
          {obstacle.step.label}
        </Button>
      </Stack>
    </Alert>
  );
};

/** Where a version stands: its stage, where it serves, what keeps it from answering or from being deployed. */
export const Standing = ({ model }: { readonly model: ModelDetail }) => {
  const serving = useServing();
  const targets = serving.data?.targets.filter(({ stable }) => stable === model.id) ?? [];
  return (
    <Stack gap="md">
      <Group gap="sm">
        <StageBadge stage={model.stage} />
        {model.serves.map((role) => (
          <Badge key={`${role.target} ${role.role}`} variant="light" color="gray" tt="none" h="auto" py={2}>
            {targetLabels[role.target]}: {roleWords(role)}
          </Badge>
        ))}
        <Text size="sm" c="dimmed">
          Made <RelativeTime iso={model.createdAt} />, at this stage since{" "}
          <RelativeTime iso={model.stageChangedAt} />
        </Text>
      </Group>
      {targets.map((target) => (
        <AnsweringNotice key={target.target} target={target} />
      ))}
      <Undeployable model={model} />
    </Stack>
  );
};
