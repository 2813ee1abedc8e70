import { Button, Group, Modal, NumberInput, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useApi } from "../../api/api-context.tsx";
import { runPath } from "../../runs/run-title.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";

const DEFAULTS = { percent: 20, seconds: 60, minRequests: 20 };

/** What a number field holds: text while it is empty or half typed. */
const orDefault = (value: string | number, fallback: number): number =>
  typeof value === "number" ? value : fallback;

const DeployForm = ({ version, onClose }: { readonly version: string; readonly onClose: () => void }) => {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [percent, setPercent] = useState<string | number>(DEFAULTS.percent);
  const [seconds, setSeconds] = useState<string | number>(DEFAULTS.seconds);
  const [minRequests, setMinRequests] = useState<string | number>(DEFAULTS.minRequests);
  const deploy = useMutation({
    mutationFn: () =>
      api.deployModel(version, {
        canary: {
          weight: orDefault(percent, DEFAULTS.percent) / 100,
          seconds: orDefault(seconds, DEFAULTS.seconds),
          minRequests: orDefault(minRequests, DEFAULTS.minRequests),
        },
      }),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries();
      await navigate(runPath(run));
    },
  });
  return (
    <Stack>
      <Text size="sm">
        It is loaded beside what serves, passes the smoke test, answers a part of the requests, and then all
        of them. Errors or slow answers send it back.
      </Text>
      <NumberInput
        label="Share of the requests at first, in %"
        value={percent}
        onChange={setPercent}
        min={1}
        max={100}
      />
      <NumberInput
        label="Watched for, in seconds"
        description="0 promotes right after the smoke test."
        value={seconds}
        onChange={setSeconds}
        min={0}
        max={86_400}
      />
      <NumberInput
        label="Requests after which it may be promoted early"
        value={minRequests}
        onChange={setMinRequests}
        min={1}
        max={100_000}
      />
      {deploy.error && <ErrorNotice title="The version was not deployed" error={deploy.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={deploy.isPending} onClick={() => deploy.mutate()}>
          Deploy
        </Button>
      </Group>
    </Stack>
  );
};

/** Puts a version behind the stable address, after asking how it is to be tried. */
export const DeployButton = ({ version }: { readonly version: string }) => {
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Deploy …</Button>
      <Modal
        opened={asking}
        onClose={close}
        title={`Deploy ${version}`}
        closeButtonProps={{ "aria-label": "Close" }}
        centered
      >
        <DeployForm version={version} onClose={close} />
      </Modal>
    </>
  );
};
