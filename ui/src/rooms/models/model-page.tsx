import { Anchor, Button, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import type { ModelDetail } from "../../api/generated/index.ts";
import { useModel } from "../../api/training-queries.ts";
import { LossCurve } from "../../charts/loss-curve.tsx";
import { figureLabel, figureUnit } from "../../evaluation/metric-names.ts";
import { runPath } from "../../runs/run-title.ts";
import { ArtefactFiles } from "../../shared/artefact-files.tsx";
import { Facts } from "../../shared/facts.tsx";
import { formatFigure, sentenceCase } from "../../shared/format.ts";
import { Page } from "../../shared/page.tsx";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { RelativeTime } from "../../shared/relative-time.tsx";
import { approvalPath } from "../approvals/approval-path.ts";
import { DecisionWords } from "../approvals/decision-words.tsx";
import { comparePath } from "./compare-path.ts";
import { DeployButton } from "./deploy-button.tsx";
import { obstacleOf } from "./obstacle.ts";
import { Standing } from "./standing.tsx";
import { TagsPanel } from "./tags-panel.tsx";

type Model = { readonly model: ModelDetail };

const methodLabels: Readonly<Record<string, string>> = { lora: "LoRA" };

/** Artefacts as people call them. */
const artefactLabels: Readonly<Record<string, string>> = {
  gguf: "Model that serves (GGUF)",
  adapter: "Adapter",
  merged: "Merged weights",
  report: "Evaluation report",
};

const Lineage = ({ model: { lineage, author, method, quantization } }: Model) => (
  <Panel title="Lineage">
    <Facts
      facts={[
        ["Author", author],
        [
          "Dataset",
          <Anchor
            key="dataset"
            component={Link}
            to={`/datasets/${encodeURIComponent(lineage.datasetId)}`}
            size="sm"
          >
            {lineage.datasetId}
          </Anchor>,
        ],
        ["Documents", lineage.documents],
        ["Base model", lineage.baseModel],
        ["Method", `${methodLabels[method] ?? method}, ${quantization}`],
        ["Code version", lineage.codeVersion],
        [
          "Made by",
          <Anchor key="run" component={Link} to={runPath(lineage)} size="sm">
            its training run
          </Anchor>,
        ],
      ]}
    />
  </Panel>
);

const Decision = ({ model: { approval } }: Model) => (
  <Panel title="Decision">
    {approval ? (
      <Stack gap="sm" align="start">
        {approval.state === "pending" && (
          <Text size="sm">
            Asked <RelativeTime iso={approval.requestedAt} />, ends <RelativeTime iso={approval.expiresAt} />.
          </Text>
        )}
        <DecisionWords approval={approval} />
        <Button component={Link} to={approvalPath(approval)} variant="default" size="xs">
          Read the report
        </Button>
      </Stack>
    ) : (
      <Text size="sm" c="dimmed">
        No decision was asked for yet.
      </Text>
    )}
  </Panel>
);

const Artefacts = ({ model: { artefacts } }: Model) => (
  <Panel title="Artefacts">
    <Stack gap="lg">
      {Object.values(artefacts)
        .filter((artefact) => artefact !== null)
        .map(({ id, kind, files }) => (
          <div key={id}>
            <Title order={3}>{artefactLabels[kind] ?? kind}</Title>
            <ArtefactFiles label={`Files of ${artefactLabels[kind] ?? kind}`} files={files} />
          </div>
        ))}
    </Stack>
  </Panel>
);

const Content = ({ model }: Model) => {
  const curves = useMemo(() => [{ points: model.lossCurve }], [model.lossCurve]);
  return (
    <Stack gap="lg">
      <Standing model={model} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Lineage model={model} />
        <Decision model={model} />
        <Panel title="Loss during training">
          <LossCurve curves={curves} />
        </Panel>
        <Panel title="Figures">
          <Facts
            facts={Object.entries(model.metrics).map(([name, value]) => [
              figureLabel(name),
              formatFigure(value, figureUnit(name)),
            ])}
          />
        </Panel>
        <Panel title="Hyperparameters">
          <Facts
            facts={Object.entries(model.hyperparameters).map(([name, value]) => [
              sentenceCase(name),
              String(value),
            ])}
          />
        </Panel>
        <TagsPanel model={model} />
      </SimpleGrid>
      <Artefacts model={model} />
    </Stack>
  );
};

/** One version: where it comes from, what it came to, who let it through, and its deployment. */
export const ModelPage = () => {
  const { version = "" } = useParams();
  const query = useModel(version);
  return (
    <Page
      title={version}
      actions={
        <Group gap="xs">
          <Button component={Link} to={comparePath(version)} variant="default">
            Compare
          </Button>
          {query.data && !obstacleOf(query.data) && <DeployButton model={query.data} />}
        </Group>
      }
    >
      <Anchor component={Link} to="/models" size="sm">
        All versions
      </Anchor>
      <QueryView query={query} what="the version" height={400}>
        {(model) => <Content model={model} />}
      </QueryView>
    </Page>
  );
};
