import { Button, Checkbox, Stack } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { StartedRun } from "../../api/generated/index.ts";
import { AuthorField } from "../../shared/author-field.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { NumberField } from "../../shared/number-field.tsx";
import type { NumberText } from "../../shared/number-text.ts";
import { useStartRun } from "../use-start-run.ts";

const SAMPLES_PER_DOCUMENT = 5;

/** Starts a run that generates instruct samples from an author's documents. */
export const GenerateForm = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const [samples, setSamples] = useState<NumberText>(SAMPLES_PER_DOCUMENT);
  const [train, setTrain] = useState(false);
  const [submitted, setSubmitted] = useState(false);
  const start = useStartRun(onStarted);
  const wrong = author.trim() === "" ? "Say whose documents are read." : null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (wrong) return;
    start.mutate({
      kind: "datasetGeneration",
      input: {
        authors: [author.trim()],
        train,
        ...(typeof samples === "number" ? { samplesPerDocument: samples } : {}),
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <AuthorField value={author} error={submitted && wrong} onChange={setAuthor} />
        <NumberField label="Samples per document" value={samples} onChange={setSamples} max={50} />
        <Checkbox
          label="Train on it at once"
          checked={train}
          onChange={(event) => setTrain(event.currentTarget.checked)}
        />
        {start.error && <ErrorNotice title="The run was not started" error={start.error} />}
        <Button type="submit" loading={start.isPending} style={{ alignSelf: "start" }}>
          Generate
        </Button>
      </Stack>
    </form>
  );
};
