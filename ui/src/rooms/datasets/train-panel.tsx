import { Button, Checkbox, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useNavigate } from "react-router";
import type { DatasetDetail } from "../../api/generated/index.ts";
import { runPath } from "../../runs/run-title.ts";
import { useStartRun } from "../../runs/use-start-run.ts";
import { CanaryShareField } from "../../serving/canary-share-field.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { NumberField } from "../../shared/number-field.tsx";
import { Panel } from "../../shared/panel.tsx";
import { type TrainingChoices, toTrainingInput } from "./training-input.ts";

const quantizations = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M"];

const defaults: TrainingChoices = {
  steps: "",
  quantization: "Q8_0",
  samples: 24,
  deploy: true,
  canaryPercent: 20,
};

/** Starts a training run on this dataset, or joins the one under way, and goes to it. */
export const TrainPanel = ({ dataset: { author, id } }: { readonly dataset: DatasetDetail }) => {
  const [choices, setChoices] = useState(defaults);
  const navigate = useNavigate();
  const start = useStartRun((run) => void navigate(runPath(run)));
  const choose = (change: Partial<TrainingChoices>): void => setChoices({ ...choices, ...change });

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    start.mutate({ kind: "continuousTraining", input: toTrainingInput(author, id, choices) });
  };

  return (
    <Panel title="Train on this">
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            The model is fine-tuned, quantized and compared with what serves. Then a human decides.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <NumberField
              label="Steps"
              description="Empty: as configured"
              value={choices.steps}
              max={1_000_000}
              onChange={(steps) => choose({ steps })}
            />
            <Select
              label="Quantization"
              description="GGUF type that serves"
              value={choices.quantization}
              data={quantizations}
              allowDeselect={false}
              onChange={(quantization) => choose({ quantization: quantization ?? defaults.quantization })}
            />
            <NumberField
              label="Evaluation samples"
              description="Held-out, answered by both"
              value={choices.samples}
              min={2}
              max={1_000}
              onChange={(samples) => choose({ samples })}
            />
          </SimpleGrid>
          <Checkbox
            label="Deploy once approved"
            checked={choices.deploy}
            onChange={(event) => choose({ deploy: event.currentTarget.checked })}
          />
          {choices.deploy && (
            <CanaryShareField
              value={choices.canaryPercent}
              onChange={(canaryPercent) => choose({ canaryPercent })}
            />
          )}
          {start.error && <ErrorNotice title="The training was not started" error={start.error} />}
          <Button type="submit" loading={start.isPending} style={{ alignSelf: "start" }}>
            Train
          </Button>
        </Stack>
      </form>
    </Panel>
  );
};
