import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileUpload } from "@tabler/icons-react";
import { useState } from "react";
import type { StartedRun } from "../../api/generated/index.ts";
import { AuthorField } from "../../shared/author-field.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { Panel } from "../../shared/panel.tsx";
import { useImport } from "./use-import.ts";

const SendingFile = ({ name, share, onStop }: { name: string; share: number; onStop: () => void }) => (
  <Stack gap="xs">
    <Group justify="space-between">
      <Text size="sm" style={{ overflowWrap: "anywhere" }} role="status">
        {share < 1 ? `Uploading ${name}` : `Starting the import of ${name}`}
      </Text>
      <Button size="xs" variant="default" onClick={onStop}>
        Stop
      </Button>
    </Group>
    <Progress.Root size="lg">
      <Progress.Section
        value={share * 100}
        animated={share >= 1}
        striped={share >= 1}
        aria-label="Upload progress"
      />
    </Progress.Root>
  </Stack>
);

/** Imports a file: drop or pick it, see it sent, and its `etl` run starts. */
export const ImportPanel = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const { state, begin, stop } = useImport(onStarted);

  return (
    <Panel title="Import a file">
      <Stack>
        <AuthorField
          description="Leave empty when the records name their authors."
          value={author}
          onChange={setAuthor}
        />
        {state.name === "sending" ? (
          <SendingFile name={state.file.name} share={state.share} onStop={stop} />
        ) : (
          <Dropzone
            onDrop={([file]) => file && begin(file, author)}
            multiple={false}
            inputProps={{ "aria-label": "File to import" }}
            aria-label="Choose a file to import, or drop it here"
          >
            <Group justify="center" gap="md" mih={110} wrap="nowrap" style={{ pointerEvents: "none" }}>
              <IconFileUpload size={36} stroke={1.5} aria-hidden style={{ flexShrink: 0 }} />
              <div>
                <Text fw={600}>Drop a file here, or choose one</Text>
                <Text size="sm" c="dimmed">
                  JSON array or JSON lines of articles, posts and repositories
                </Text>
              </div>
            </Group>
          </Dropzone>
        )}
        {state.name === "failed" && (
          <ErrorNotice
            title={`${state.file.name} was not imported`}
            error={state.error}
            onRetry={() => begin(state.file, author)}
          />
        )}
      </Stack>
    </Panel>
  );
};
