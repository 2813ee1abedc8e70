import { Button, CloseButton, Group, Pill, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useApi } from "../../api/api-context.tsx";
import type { ModelDetail, ModelPatch } from "../../api/generated/index.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { Panel } from "../../shared/panel.tsx";

/** A version's tags: set, changed and taken away here. */
export const TagsPanel = ({ model }: { readonly model: ModelDetail }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const change = useMutation({
    mutationFn: (tags: ModelPatch["tags"]) => api.tagModel(model.id, tags),
    onSuccess: (changed) => queryClient.setQueryData(["model", model.id], changed),
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return;
    change.mutate(
      { [name.trim()]: value.trim() },
      {
        onSuccess: () => {
          setName("");
          setValue("");
        },
      },
    );
  };
  const tags = Object.entries(model.tags);
  return (
    <Panel title="Tags">
      <Stack gap="sm">
        {tags.length === 0 && (
          <Text size="sm" c="dimmed">
            No tag yet.
          </Text>
        )}
        <Group gap="xs">
          {tags.map(([tag, text]) => (
            <Group key={tag} gap={2} wrap="nowrap">
              <Pill size="md">{text === "" ? tag : `${tag}: ${text}`}</Pill>
              <CloseButton
                size="sm"
                aria-label={`Take tag ${tag} away`}
                onClick={() => change.mutate({ [tag]: null })}
              />
            </Group>
          ))}
        </Group>
        <form onSubmit={submit}>
          <Group gap="xs" align="end">
            <TextInput
              label="Tag"
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label="Value"
              value={value}
              maxLength={1_000}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={change.isPending}>
              Set tag
            </Button>
          </Group>
        </form>
        {change.error && <ErrorNotice title="The tag was not changed" error={change.error} />}
      </Stack>
    </Panel>
  );
};
