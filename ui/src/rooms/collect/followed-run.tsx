import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import type { RunDetail } from "../../api/generated/index.ts";
import { RunCard } from "../../runs/run-card.tsx";
import { useStartRun } from "../../runs/use-start-run.ts";
import type { FollowedRun as Followed } from "./use-followed-run.ts";

interface FollowedRunProps {
  readonly run: Followed;
  readonly onFollow: (run: Followed) => void;
}

/** The run that was started here, live; once it has completed, the next step. */
export const FollowedRun = ({ run, onFollow }: FollowedRunProps) => {
  const start = useStartRun(onFollow);
  const offerNext = ({ kind }: RunDetail) =>
    kind === "etl" ? (
      <Button
        loading={start.isPending}
        onClick={() => start.mutate({ kind: "featureEngineering", input: {} })}
      >
        Build features now
      </Button>
    ) : (
      <Group gap="xs">
        <Button component={Link} to="/map" variant="default">
          See the map
        </Button>
        <Button component={Link} to="/chat">
          Ask your twin
        </Button>
      </Group>
    );
  return <RunCard key={run.runId} {...run} whenCompleted={offerNext} />;
};
