import { Anchor, Code, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import type { DatasetDetail } from "../../api/generated/index.ts";
import { useDataset } from "../../api/training-queries.ts";
import { ArtefactFiles } from "../../shared/artefact-files.tsx";
import { Facts } from "../../shared/facts.tsx";
import { formatNumber, sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { DownloadButton } from "./download-button.tsx";
import { ModelsPanel } from "./models-panel.tsx";
import { SamplesPanel } from "./samples-panel.tsx";
import { SplitPanel } from "./split-panel.tsx";
import { TrainPanel } from "./train-panel.tsx";

const DOCUMENTS_SHOWN = 50;

const Documents = ({ documents }: { readonly documents: DatasetDetail["lineage"]["documents"] }) => (
  <details>
    <Text component="summary" size="sm" style={{ cursor: "pointer" }}>
      Documents with their content hashes
    </Text>
    {documents.slice(0, DOCUMENTS_SHOWN).map(({ id, contentHash }) => (
      <Text key={id} size="xs" style={{ overflowWrap: "anywhere" }}>
        {id} <Code fz="xs">{contentHash}</Code>
      </Text>
    ))}
    {documents.length > DOCUMENTS_SHOWN && (
      <Text size="xs">and {formatNumber(documents.length - DOCUMENTS_SHOWN)} more</Text>
    )}
  </details>
);

const SHORT_ID = 12;

/** What a dataset was made with: a prompt and a generator, or a file. */
const made = ({
  prompt,
  generator,
  uploadId,
}: DatasetDetail["lineage"]): (readonly [string, ReactNode])[] => {
  const facts: [string, ReactNode][] = [
    ["Prompt", prompt],
    ["Generator", generator],
    [
      "Uploaded file",
      uploadId && (
        <Code key="file" title={uploadId}>
          {uploadId.slice(0, SHORT_ID)}
        </Code>
      ),
    ],
  ];
  return facts.filter(([, value]) => value !== null);
};

const Content = ({ dataset }: { readonly dataset: DatasetDetail }) => {
  const { id, author, kind, lineage, artefact, createdAt } = dataset;
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title="Lineage">
          <Stack gap="md">
            <Facts
              facts={[
                ["Author", author],
                ["Kind", sentenceCase(kind)],
                ["Made", <RelativeTime key="made" iso={createdAt} />],
                ["Source", sentenceCase(lineage.source)],
                ["Documents", formatNumber(lineage.documents.length)],
                ...made(lineage),
                ["Seed", lineage.seed],
              ]}
            />
            {lineage.documents.length > 0 && <Documents documents={lineage.documents} />}
          </Stack>
        </Panel>
        <SplitPanel dataset={dataset} />
      </SimpleGrid>
      <SamplesPanel id={id} />
      {kind === "instruct" && <TrainPanel dataset={dataset} />}
      <ModelsPanel dataset={id} />
      <Panel
        title="Files"
        actions={
          <Group gap="xs">
            <DownloadButton
              id={id}
              query={{ format: "jsonl", split: "train" }}
              fileName={`${id}.train.jsonl`}
            >
              Training JSONL
            </DownloadButton>
            <DownloadButton id={id} query={{ format: "jsonl", split: "test" }} fileName={`${id}.test.jsonl`}>
              Held-out JSONL
            </DownloadButton>
            <DownloadButton id={id} query={{ format: "huggingface" }} fileName={`${id}.zip`}>
              Hugging Face folder
            </DownloadButton>
          </Group>
        }
      >
        <ArtefactFiles label="Files" files={artefact.files} />
      </Panel>
    </Stack>
  );
};

/** One version of a dataset: where it comes from, what is in it, and what to do with it. */
export const DatasetPage = () => {
  const { id = "" } = useParams();
  const query = useDataset(id);
  return (
    <Page title={id}>
      <Anchor component={Link} to="/datasets" size="sm">
        All datasets
      </Anchor>
      <QueryView query={query} what="the dataset" height={400}>
        {(dataset) => <Content dataset={dataset} />}
      </QueryView>
    </Page>
  );
};
