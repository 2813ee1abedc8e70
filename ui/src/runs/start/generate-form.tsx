import { Button, NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { StartedRun } from "../../api/generated/index.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { useStartRun } from "../use-start-run.ts";

const SAMPLES_PER_DOCUMENT = 5;

/** Starts a run that generates instruct samples from an author's documents. */
export const GenerateForm = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const [samples, setSamples] = useState<string | number>(SAMPLES_PER_DOCUMENT);
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
        <TextInput
          label="Author"
          placeholder="Full name"
          value={author}
          maxLength={200}
          error={submitted && wrong}
          onChange={(event) => setAuthor(event.currentTarget.value)}
        />
        <NumberInput
          label="Samples per document"
          value={samples}
          onChange={setSamples}
          min={1}
          max={50}
          allowDecimal={false}
        />
        <Switch
          label="Train on it once it is there"
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
