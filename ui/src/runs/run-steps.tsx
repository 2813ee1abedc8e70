import { Group, Loader, Progress, Text, Timeline } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconDots, IconX } from "@tabler/icons-react";
import type { RunDetail } from "../api/generated/index.ts";
import { formatDuration, formatFigure, formatNumber, sentenceCase } from "../shared/format.ts";
import { type StepLook, stepLook } from "./step-look.ts";

type Step = NonNullable<RunDetail["status"]>["steps"][number];

const bullets = {
  waiting: <IconDots size={14} aria-hidden />,
  running: <Loader size={12} color="white" aria-hidden />,
  done: <IconCheck size={14} aria-hidden />,
  flawed: <IconAlertTriangle size={14} aria-hidden />,
  failed: <IconX size={14} aria-hidden />,
} as const;

const colours = {
  waiting: "gray",
  running: "blue",
  done: "teal",
  flawed: "orange",
  failed: "red",
} as const satisfies Record<StepLook, string>;

interface RunStepsProps {
  readonly steps: readonly Step[];
  /** Whether the run is over, so that what waits will not run any more. */
  readonly ended: boolean;
  /** Whether the step under way waits for something. */
  readonly held: boolean;
}

/** How a step that has done nothing yet stands, where it does. */
const idleWords = ({ state, done, total }: Step, { ended, held }: Omit<RunStepsProps, "steps">) => {
  if (done > 0 || total !== null) return undefined;
  if (state === "waiting") return ended ? "did not run" : "waiting";
  if (state !== "running") return undefined;
  return held ? "waiting" : "starting …";
};

const amountOf = ({ done, total, unit }: Step): string => {
  return total === null
    ? `${formatNumber(done)} ${unit}`
    : `${formatNumber(done)} of ${formatNumber(total)} ${unit}`;
};

const SECONDS_LEFT = "seconds left";

/** A count as people read it: spans of time in their units, measured figures such as a loss to four digits. */
const wordsOf = (name: string, count: number): readonly [figure: string, label: string] => {
  if (name === SECONDS_LEFT) return [formatDuration(count * 1_000), "left"];
  return [formatFigure(count), name];
};

const Count = ({ name, count }: { readonly name: string; readonly count: number }) => {
  const [figure, label] = wordsOf(name, count);
  return (
    <Text size="sm">
      <Text span fw={600}>
        {figure}
      </Text>{" "}
      {label}
    </Text>
  );
};

const StepProgress = ({ step }: { readonly step: Step }) => {
  if (step.state !== "running") return null;
  const known = step.total !== null && step.total > 0;
  const share = known ? Math.min(100, (step.done / (step.total ?? 1)) * 100) : 100;
  return (
    <Progress.Root mt={6} size="md">
      <Progress.Section
        value={share}
        color="blue"
        animated={!known}
        striped={!known}
        aria-label={`Progress of ${step.name}`}
      />
    </Progress.Root>
  );
};

/** A run's steps in their order, each with its progress and its counts. */
export const RunSteps = ({ steps, ended, held }: RunStepsProps) => (
  <Timeline bulletSize={24} lineWidth={2} active={steps.findLastIndex(({ state }) => state !== "waiting")}>
    {steps.map((step) => {
      const look = stepLook(step);
      return (
        <Timeline.Item
          key={step.name}
          bullet={bullets[look]}
          color={colours[look]}
          title={sentenceCase(step.name)}
        >
          <Text size="sm" c="dimmed">
            {idleWords(step, { ended, held }) ?? amountOf(step)}
            {step.state === "failed" && " · failed"}
          </Text>
          <StepProgress step={step} />
          {Object.keys(step.counts).length > 0 && (
            <Group gap="4px 16px" mt={4}>
              {Object.entries(step.counts).map(([name, count]) => (
                <Count key={name} name={name} count={count} />
              ))}
            </Group>
          )}
        </Timeline.Item>
      );
    })}
  </Timeline>
);
