import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconInfoCircle, IconListDetails } from "@tabler/icons-react";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { formatDuration } from "../../shared/format.ts";
import { AnswerText } from "./answer-text.tsx";
import classes from "./chat.module.css";
import { CitationChip } from "./citation-chip.tsx";
import { isOpen, type Turn } from "./conversation.ts";

interface TurnViewProps {
  readonly turn: Turn;
  readonly onRetry: () => void;
  readonly onShowDetails: () => void;
}

const notices = ({ retrieval, answer, state }: Turn): readonly string[] => [
  ...(answer?.finishReason === "unanswerable"
    ? ["The passages that were found do not answer this, so nothing was made up."]
    : []),
  ...(answer?.finishReason === "length" ? ["The answer was cut at its longest allowed length."] : []),
  ...(state === "stopped" ? ["You stopped this answer."] : []),
  ...(answer?.warnings ?? retrieval?.warnings ?? []),
];

/** Names that the gateway gives where no model wrote the answer. */
const modelNames: Readonly<Record<string, string>> = {
  none: "without a model",
  extractive: "quoted passages",
};

const modelName = (model: string): string => modelNames[model] ?? model;

const Footer = ({ turn, onShowDetails }: Pick<TurnViewProps, "turn" | "onShowDetails">) => {
  const { answer, retrieval } = turn;
  const citations = answer?.citations ?? retrieval?.citations ?? [];
  if (isOpen(turn) || citations.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        Sources
      </Text>
      {citations.map((citation) => (
        <CitationChip key={citation.number} citation={citation} />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconListDetails size={16} aria-hidden />}
        onClick={onShowDetails}
      >
        Details
      </Button>
      {answer && (
        <Text size="sm" c="dimmed">
          {modelName(answer.model)} · {formatDuration(answer.timings.total)}
        </Text>
      )}
    </Group>
  );
};

/** A question and its answer as it arrives. */
export const TurnView = ({ turn, onRetry, onShowDetails }: TurnViewProps) => {
  const { question, state, text, retrieval, answer, error } = turn;
  return (
    <Stack gap="sm" component="article" aria-label={`Question: ${question.prompt}`} aria-busy={isOpen(turn)}>
      <div className={classes.question}>{question.prompt}</div>
      {isOpen(turn) && text === "" && (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm" c="dimmed">
            {state === "searching" ? "Looking for passages …" : "Writing …"}
          </Text>
        </Group>
      )}
      {text !== "" && <AnswerText text={text} citations={answer?.citations ?? retrieval?.citations ?? []} />}
      {state === "failed" && <ErrorNotice title="There is no answer" error={error} onRetry={onRetry} />}
      {notices(turn).map((notice) => (
        <Alert key={notice} color="yellow" p="xs" icon={<IconInfoCircle aria-hidden />}>
          {notice}
        </Alert>
      ))}
      <Footer turn={turn} onShowDetails={onShowDetails} />
    </Stack>
  );
};
