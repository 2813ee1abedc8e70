import { Button } from "@mantine/core";
import { IconMessageQuestion, IconMoodEmpty } from "@tabler/icons-react";
import { Link } from "react-router";
import { useDocuments, useStats } from "../../api/queries.ts";
import { EmptyState } from "../../shared/empty-state.tsx";

const EXAMPLES = 3;

interface ChatEmptyProps {
  /** Whom to ask; without it all authors. */
  readonly author: string | undefined;
  readonly onAsk: (prompt: string) => void;
}

/** Questions that what is there can answer; none while they cannot be read, for anything may be asked all the same. */
const Examples = ({ author, onAsk }: ChatEmptyProps) => {
  const { data } = useDocuments({ limit: EXAMPLES, ...(author === undefined ? {} : { author }) });
  return data?.items
    .filter(({ title }) => title !== "")
    .map(({ id, title }) => {
      const question = `What should I know about “${title}”?`;
      return (
        <Button
          key={id}
          variant="default"
          size="sm"
          h="auto"
          py={8}
          styles={{ label: { whiteSpace: "normal", lineHeight: 1.45 } }}
          onClick={() => onAsk(question)}
        >
          {question}
        </Button>
      );
    });
};

/** Before the first question: examples to ask, or the way to collect something while there is nothing to search. */
export const ChatEmpty = ({ author, onAsk }: ChatEmptyProps) => {
  const { data } = useStats();
  if (data?.chunks.total === 0) {
    return (
      <EmptyState
        icon={IconMoodEmpty}
        title="There is nothing to answer from yet"
        description={
          data.documents.total === 0
            ? "Collect what the author has published first."
            : "Documents are there. Build their features, so that they can be searched."
        }
      >
        <Button component={Link} to="/collect">
          {data.documents.total === 0 ? "Collect documents" : "Build features"}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMessageQuestion}
      title="Ask your twin"
      description="It answers from what its authors have published, and cites where it has it from."
    >
      <Examples author={author} onAsk={onAsk} />
    </EmptyState>
  );
};
