import { Button, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState, useSyncExternalStore } from "react";
import type { ApiKey } from "../api/api-key.ts";

/** Asks for a key once the gateway wants one, then loads everything again. */
export const ApiKeyPrompt = ({ apiKey }: { readonly apiKey: ApiKey }) => {
  const wanted = useSyncExternalStore(apiKey.subscribe, apiKey.isWanted);
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState("");

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const key = typed.trim();
    if (key === "") return;
    apiKey.set(key);
    setTyped("");
    void queryClient.resetQueries();
  };

  return (
    <Modal
      opened={wanted}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="This gateway asks for a key"
      centered
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            {apiKey.read() === null
              ? "Enter one of the keys in its API_KEYS setting. It is kept in this tab until you close it."
              : "The key was not accepted. Enter one of the keys in the API_KEYS setting."}
          </Text>
          <PasswordInput
            label="API key"
            data-autofocus
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" disabled={typed.trim() === ""}>
            Continue
          </Button>
        </Stack>
      </form>
    </Modal>
  );
};
