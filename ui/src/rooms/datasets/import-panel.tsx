import { Button, Checkbox, FileInput, NativeSelect, Progress, Stack, Text } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { DatasetSummary, StartedRun } from "../../api/generated/index.ts";
import { AuthorField } from "../../shared/author-field.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { Panel } from "../../shared/panel.tsx";
import { useDatasetImport } from "./use-dataset-import.ts";

const records: Readonly<Record<DatasetSummary["kind"], string>> = {
  instruct: "{instruction, answer}",
  preference: "{instruction, chosen, rejected}",
};

/** Takes a ready file of samples as a new version. */
export const ImportPanel = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<DatasetSummary["kind"]>("instruct");
  const [train, setTrain] = useState(false);
  const [submitted, setSubmitted] = useState(false);
  const { mutation, share } = useDatasetImport(onStarted);
  const wrong = {
    author: author.trim() === "" ? "Say whose twin it is for." : null,
    file: file === null ? "Choose a file." : null,
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (file !== null && !wrong.author) {
      mutation.mutate({ file, author: author.trim(), kind, train: train && kind === "instruct" });
    }
  };
  return (
    <Panel title="Import a file of samples">
      <form onSubmit={submit} noValidate>
        <Stack>
          <AuthorField value={author} error={submitted && wrong.author} onChange={setAuthor} />
          <NativeSelect
            label="Kind of samples"
            value={kind}
            data={[
              { value: "instruct", label: "Instruct" },
              { value: "preference", label: "Preference" },
            ]}
            onChange={({ currentTarget: { value } }) =>
              setKind(value === "preference" ? "preference" : "instruct")
            }
          />
          <FileInput
            label="File"
            description={`JSON lines or an array of ${records[kind]}`}
            placeholder="Choose a file"
            value={file}
            error={submitted && wrong.file}
            onChange={setFile}
          />
          <Checkbox
            label="Train on it at once"
            checked={train && kind === "instruct"}
            disabled={kind !== "instruct"}
            onChange={(event) => setTrain(event.currentTarget.checked)}
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
