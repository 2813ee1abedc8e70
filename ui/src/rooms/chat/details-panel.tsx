import { Badge, Code, Group, Stack, Table, Tabs, Text } from "@mantine/core";
import type { Citation } from "../../api/generated/index.ts";
import { formatDuration, formatNumber, sentenceCase } from "../../shared/format.ts";
import { SourceLink } from "../../shared/source-link.tsx";
import { useAddressChoice } from "../../shared/use-address.ts";
import classes from "./chat.module.css";
import type { Turn } from "./conversation.ts";

const tabs = ["passages", "prompt", "timings"] as const;

const Passage = ({ citation }: { readonly citation: Citation }) => (
  <div>
    <Group gap="xs" wrap="nowrap" justify="space-between" align="start">
      <SourceLink link={citation.link} size="sm" fw={600}>
        {citation.number}. {citation.title}
      </SourceLink>
      <Badge variant="light" color="gray" tt="none" title="Score of the search" style={{ flexShrink: 0 }}>
        {citation.score.toFixed(3)}
      </Badge>
    </Group>
    <Text size="xs" c="dimmed">
      {citation.author}
    </Text>
    <Text size="sm" mt={4} className={classes.passage} lineClamp={8}>
      {citation.text}
    </Text>
  </div>
);

const Passages = ({ turn: { answer, retrieval } }: { readonly turn: Turn }) => {
  const citations = retrieval?.citations ?? answer?.citations ?? [];
  if (citations.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No passage was found.
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {retrieval && (
        <Text size="sm" c="dimmed">
          Confidence {retrieval.confidence.toFixed(2)}
          {!retrieval.answerable && ": too low to answer"}
        </Text>
      )}
      {citations.map((citation) => (
        <Passage key={citation.chunkId} citation={citation} />
      ))}
    </Stack>
  );
};

const Prompt = ({ turn: { retrieval } }: { readonly turn: Turn }) => (
  <Stack gap="md">
    {(retrieval?.prompt ?? []).length === 0 && (
      <Text size="sm" c="dimmed">
        No prompt was sent to a model.
      </Text>
    )}
    {retrieval?.prompt.map(({ role, content }) => (
      <div key={`${role} ${content}`}>
        <Text size="xs" fw={600} mb={4}>
          {sentenceCase(role)}
        </Text>
        <Code block className={classes.prompt}>
          {content}
        </Code>
      </div>
    ))}
  </Stack>
);

const Timings = ({ turn: { answer } }: { readonly turn: Turn }) => {
  if (!answer) {
    return (
      <Text size="sm" c="dimmed">
        Timings are known once the answer is complete.
      </Text>
    );
  }
  const rows = [
    ...Object.entries(answer.timings).map(([name, ms]) => [sentenceCase(name), formatDuration(ms)]),
    ["Prompt tokens", formatNumber(answer.usage.promptTokens)],
    ["Answer tokens", formatNumber(answer.usage.completionTokens)],
    ["Model", answer.model],
    ["Template", answer.template],
  ] as const;
  return (
    <Table aria-label="Timings" verticalSpacing={6}>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th fw={400}>{name}</Table.Th>
            <Table.Td ta="right" style={{ overflowWrap: "anywhere" }}>
              {value}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

/** How an answer came about: passages with their scores, the prompt, and the time each part took. */
export const DetailsPanel = ({ turn }: { readonly turn: Turn }) => {
  const [tab, setTab] = useAddressChoice("details", tabs);
  return (
    <Tabs value={tab} onChange={(value) => setTab(tabs.find((name) => name === value) ?? "passages")}>
      <Tabs.List mb="md">
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {sentenceCase(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="passages">
        <Passages turn={turn} />
      </Tabs.Panel>
      <Tabs.Panel value="prompt">
        <Prompt turn={turn} />
      </Tabs.Panel>
      <Tabs.Panel value="timings">
        <Timings turn={turn} />
      </Tabs.Panel>
    </Tabs>
  );
};
