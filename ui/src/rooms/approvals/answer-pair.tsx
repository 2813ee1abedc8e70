import { Badge, Group, Paper, Radio, SimpleGrid, Stack, Text } from "@mantine/core";
import type { EvaluationReport } from "../../api/generated/index.ts";
import { metricLabel, metricUnit } from "../../evaluation/metric-names.ts";
import { formatFigure } from "../../shared/format.ts";
import type { FirstAnswer } from "./blind-order.ts";

type Sample = EvaluationReport["answers"][number];
type Answer = Sample["candidate"];
export type Vote = "A" | "B" | "neither";

interface AnswerPairProps {
  readonly sample: Sample;
  readonly number: number;
  readonly first: FirstAnswer;
  readonly revealed: boolean;
  readonly vote: Vote | undefined;
  readonly onVote: (vote: Vote) => void;
}

const AnswerCard = ({ name, who, answer }: { name: string; who: string | undefined; answer: Answer }) => (
  <Paper withBorder p="sm">
    <Group gap="xs" mb={6}>
      <Text fw={650} size="sm">
        {name}
      </Text>
      {who !== undefined && (
        <Badge variant="light" color={who === "Candidate" ? "indigo" : "gray"} tt="none">
          {who}
        </Badge>
      )}
    </Group>
    <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {answer.answer === "" ? "(no answer)" : answer.answer}
    </Text>
    {who !== undefined && (
      <Text size="xs" c="dimmed" mt={6}>
        {Object.entries(answer.scores)
          .map(([metric, score]) => `${metricLabel(metric)} ${formatFigure(score, metricUnit(metric))}`)
          .join(" · ")}
      </Text>
    )}
  </Paper>
);

/** One held-out question with both answers. Which is whose, and how they scored, shows once it is revealed. */
export const AnswerPair = ({ sample, number, first, revealed, vote, onVote }: AnswerPairProps) => {
  const { instruction, reference, candidate, baseline } = sample;
  const [a, b] = first === "candidate" ? [candidate, baseline] : [baseline, candidate];
  const who = (place: "A" | "B"): string | undefined => {
    if (!revealed) return undefined;
    return (place === "A") === (first === "candidate") ? "Candidate" : "Baseline";
  };
  return (
    <Stack component="li" gap="xs">
      <Text fw={600} style={{ overflowWrap: "anywhere" }}>
        {number}. {instruction}
      </Text>
      {a && b ? (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <AnswerCard name="Answer A" who={who("A")} answer={a} />
            <AnswerCard name="Answer B" who={who("B")} answer={b} />
          </SimpleGrid>
          <Radio.Group
            label={`Which answer to question ${number} is better?`}
            styles={{ label: { marginBottom: 4 } }}
            value={vote ?? null}
            onChange={(value) => {
              if (value === "A" || value === "B" || value === "neither") onVote(value);
            }}
            readOnly={revealed}
          >
            <Group gap="md">
              <Radio value="A" label="A is better" disabled={revealed} />
              <Radio value="B" label="B is better" disabled={revealed} />
              <Radio value="neither" label="Neither" disabled={revealed} />
            </Group>
          </Radio.Group>
        </>
      ) : (
        <AnswerCard name="Answer" who="Candidate" answer={candidate} />
      )}
      <details>
        <Text component="summary" size="sm" c="dimmed" style={{ cursor: "pointer" }}>
          Reference answer
        </Text>
        <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {reference}
        </Text>
      </details>
    </Stack>
  );
};
