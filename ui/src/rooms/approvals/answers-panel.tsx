import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { EvaluationReport } from "../../api/generated/index.ts";
import { formatCount } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";
import { useAddressText } from "../../shared/use-address.ts";
import { AnswerPair, type Vote } from "./answer-pair.tsx";
import { firstAnswer } from "./blind-order.ts";

const PAGE_SIZE = 5;

/** How often each was preferred, in words. */
const tallyOf = (votes: ReadonlyMap<number, Vote>, seed: string): string => {
  const counts = { candidate: 0, baseline: 0, neither: 0 };
  for (const [sample, vote] of votes) {
    const first = firstAnswer(seed, sample);
    const second = first === "candidate" ? "baseline" : "candidate";
    counts[vote === "neither" ? vote : vote === "A" ? first : second] += 1;
  }
  const times = (count: number): string => formatCount(count, "time");
  return `You preferred the candidate ${times(counts.candidate)}, the baseline ${times(counts.baseline)}, and neither ${times(counts.neither)}.`;
};

/** Answers of candidate and baseline side by side, blind until asked. Votes are kept on this page alone. */
export const AnswersPanel = ({ report }: { readonly report: EvaluationReport }) => {
  const [revealed, setRevealed] = useState(false);
  const [votes, setVotes] = useState<ReadonlyMap<number, Vote>>(new Map());
  const [pageText, setPage] = useAddressText("answers");
  const pages = Math.max(1, Math.ceil(report.answers.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(pageText ?? "1", 10) || 1));
  const start = (page - 1) * PAGE_SIZE;
  const blind = report.answers.some(({ baseline }) => baseline !== null);
  const goTo = (next: number): void => setPage(next === 1 ? undefined : String(next));
  return (
    <Panel
      title="Answers side by side"
      actions={
        blind &&
        !revealed && (
          <Button variant="default" size="xs" onClick={() => setRevealed(true)}>
            Reveal which is which
          </Button>
        )
      }
    >
      <Stack gap="xl">
        <Text size="sm" c="dimmed" role="status">
          {revealed && votes.size > 0 ? tallyOf(votes, report.sha256) : ""}
          {!revealed && blind && "Each pair is shuffled. Judge first if you like, then reveal."}
        </Text>
        <Stack component="ol" gap="xl" m={0} p={0} style={{ listStyle: "none" }}>
          {report.answers.slice(start, start + PAGE_SIZE).map((sample, index) => (
            <AnswerPair
              // biome-ignore lint/suspicious/noArrayIndexKey: samples have no name but their number
              key={start + index}
              sample={sample}
              number={start + index + 1}
              first={firstAnswer(report.sha256, start + index)}
              revealed={revealed}
              vote={votes.get(start + index)}
              onVote={(vote) => setVotes((current) => new Map(current).set(start + index, vote))}
            />
          ))}
        </Stack>
        {pages > 1 && (
          <Group justify="space-between">
            <Button variant="default" size="xs" disabled={page === 1} onClick={() => goTo(page - 1)}>
              Previous answers
            </Button>
            <Text size="sm" c="dimmed">
              Page {page} of {pages}
            </Text>
            <Button variant="default" size="xs" disabled={page === pages} onClick={() => goTo(page + 1)}>
              Next answers
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  );
};
