import { Button } from "@mantine/core";
import { IconMessageQuestion, IconMoodEmpty } from "@tabler/icons-react";
import { Link } from "react-router";
import { useStats } from "../../api/queries.ts";
import { EmptyState } from "../../shared/empty-state.tsx";

const examples = ["What is RAG?", "How should I chunk articles?", "How do I start?"];

/** Before the first question: examples to ask, or the way to collect something while there is nothing to search. */
export const ChatEmpty = ({ onAsk }: { readonly onAsk: (prompt: string) => void }) => {
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
      {examples.map((example) => (
        <Button key={example} variant="default" size="sm" onClick={() => onAsk(example)}>
          {example}
        </Button>
      ))}
    </EmptyState>
  );
};
