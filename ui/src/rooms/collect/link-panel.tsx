import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import type { StartedRun } from "../../api/generated/index.ts";
import { useStartRun } from "../../runs/use-start-run.ts";
import { AuthorField } from "../../shared/author-field.tsx";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { Panel } from "../../shared/panel.tsx";

const WEB_LINK = /^https?:\/\/[^\s]+$/;

/** Collects one page, with its owner's consent. */
export const LinkPanel = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const [author, setAuthor] = useState("");
  const [link, setLink] = useState("");
  const [consent, setConsent] = useState(false);
  const [submitted, setSubmitted] = useState(false);
  const start = useStartRun((run) => {
    setLink("");
    setConsent(false);
    setSubmitted(false);
    onStarted(run);
  });

  const wrong = {
    author: author.trim() === "" ? "Say who wrote it." : null,
    link: WEB_LINK.test(link.trim()) ? null : "Enter a link that starts with https:// or http://.",
    consent: consent ? null : "Links are collected only when their owner agreed to it.",
  };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setSubmitted(true);
    if (wrong.author ?? wrong.link ?? wrong.consent) return;
    start.mutate({ kind: "etl", input: { author: author.trim(), links: [link.trim()], consent } });
  };

  return (
    <Panel title="Collect a link">
      <form onSubmit={submit} noValidate>
        <Stack>
          <AuthorField
            label="Author of the page"
            value={author}
            error={submitted && wrong.author}
            onChange={setAuthor}
          />
          <TextInput
            label="Link"
            type="url"
            placeholder="https://"
            value={link}
            maxLength={2_000}
            error={submitted && wrong.link}
            onChange={(event) => setLink(event.currentTarget.value)}
          />
          <Checkbox
            label="The owner of this page agreed to its collection"
            checked={consent}
            error={submitted && wrong.consent}
            onChange={(event) => setConsent(event.currentTarget.checked)}
          />
          {start.error && <ErrorNotice title="The link was not collected" error={start.error} />}
          <Button type="submit" loading={start.isPending} style={{ alignSelf: "start" }}>
            Collect
          </Button>
        </Stack>
      </form>
    </Panel>
  );
};
