import { Button, FileInput, Progress, Stack, Text, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { StartedRun } from "../../api/generated/index.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { Panel } from "../../shared/panel.tsx";
import { useDatasetImport } from "./use-dataset-import.ts";

/** Takes a ready file of samples as a new version. */
export const ImportPanel = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [submitted, setSubmitted] = useState(false);
  const { mutation, share } = useDatasetImport(onStarted);
  const wrong = {
    author: author.trim() === "" ? "Say whose twin it is for." : null,
    file: file === null ? "Choose a file." : null,
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (file !== null && !wrong.author) mutation.mutate({ file, author: author.trim() });
  };
  return (
    <Panel title="Import a file of samples">
      <form onSubmit={submit} noValidate>
        <Stack>
          <TextInput
            label="Author"
            placeholder="Full name"
            value={author}
            maxLength={200}
            error={submitted && wrong.author}
            onChange={(event) => setAuthor(event.currentTarget.value)}
          />
          <FileInput
            label="File"
            description="JSON lines or an array of {instruction, answer}"
            placeholder="Choose a file"
            value={file}
            error={submitted && wrong.file}
            onChange={setFile}
          />
          {mutation.isPending && (
            <>
              <Text size="sm" role="status">
                Uploading {file?.name}
              </Text>
              <Progress.Root>
                <Progress.Section value={share * 100} aria-label="Upload progress" />
              </Progress.Root>
            </>
          )}
          {mutation.error && <ErrorNotice title="The file was not imported" error={mutation.error} />}
          <Button type="submit" loading={mutation.isPending} style={{ alignSelf: "start" }}>
            Import
          </Button>
        </Stack>
      </form>
    </Panel>
  );
};
