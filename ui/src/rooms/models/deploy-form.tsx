import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useApi } from "../../api/api-context.tsx";
import type { ModelDetail } from "../../api/generated/index.ts";
import { useServing } from "../../api/training-queries.ts";
import { runPath } from "../../runs/run-title.ts";
import { CanaryShareField } from "../../serving/canary-share-field.tsx";
import type { Target } from "../../serving/target-labels.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { NumberField } from "../../shared/number-field.tsx";
import { type DeployChoices, defaultChoices, toDeployRequest } from "./deploy-request.ts";

const how: Readonly<Record<Target, string>> = {
  local:
    "It is loaded beside what serves, passes the smoke test, answers a part of the requests, and then all of them. Errors or slow answers send it back.",
  tabby:
    "TabbyAPI holds one model, so there is no trial: it is loaded in place of what serves and passes the smoke test. Until it is loaded, the server answers 503.",
};

interface FieldsProps {
  readonly choices: DeployChoices;
  readonly onChange: (change: Partial<DeployChoices>) => void;
}

const waits = "The gateway does not answer with its own models now. The deployment waits for one that does.";

interface TargetFieldProps extends FieldsProps {
  /** Whether the version has merged weights. */
  readonly merged: boolean;
  /** Whether the gateway answers with its own models. */
  readonly own: boolean;
}

const TargetField = ({ choices, onChange, merged, own }: TargetFieldProps) => (
  <Radio.Group
    label="Where"
    value={choices.target}
    onChange={(value) => onChange({ target: value === "tabby" ? "tabby" : "local" })}
  >
    <Stack gap="xs" mt={6}>
      <Radio value="local" label="In the gateway" description={own ? undefined : waits} />
      <Radio
        value="tabby"
        label="On the TabbyAPI server"
        disabled={!merged}
        description={merged ? undefined : "It serves merged weights, and this version has none."}
      />
    </Stack>
  </Radio.Group>
);

const TrialFields = ({ choices, onChange }: FieldsProps) => (
  <>
    <CanaryShareField value={choices.percent} onChange={(percent) => onChange({ percent })} />
    <NumberField
      label="Watched for, in seconds"
      description="0 promotes right after the smoke test."
      value={choices.seconds}
      onChange={(seconds) => onChange({ seconds })}
      min={0}
      max={86_400}
    />
    <NumberField
      label="Requests after which it may be promoted early"
      value={choices.minRequests}
      onChange={(minRequests) => onChange({ minRequests })}
      max={100_000}
    />
  </>
);

interface DeployFormProps {
  readonly model: ModelDetail;
  readonly onClose: () => void;
}

/** Asks where a version is to serve and how it is tried there, starts the deployment and goes to its run. */
export const DeployForm = ({ model, onClose }: DeployFormProps) => {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const backend = useServing().data?.generation.backend;
  const [choices, setChoices] = useState<DeployChoices>(defaultChoices);
  const choose = (change: Partial<DeployChoices>): void => setChoices({ ...choices, ...change });
  const deploy = useMutation({
    mutationFn: () => api.deployModel(model.id, toDeployRequest(choices)),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries();
      await navigate(runPath(run));
    },
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    deploy.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TargetField
          choices={choices}
          onChange={choose}
          merged={model.artefacts.merged !== null}
          own={backend === undefined || backend === "local"}
        />
        <Text size="sm">{how[choices.target]}</Text>
        {choices.target === "local" && <TrialFields choices={choices} onChange={choose} />}
        {deploy.error && <ErrorNotice title="The version was not deployed" error={deploy.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={deploy.isPending}>
            Deploy
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
