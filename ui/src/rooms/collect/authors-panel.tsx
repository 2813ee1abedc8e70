import { Anchor, Button, Group, Table, Text } from "@mantine/core";
import { IconTrash, IconUsers } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import type { Author, StartedRun } from "../../api/generated/index.ts";
import { useAuthors } from "../../api/queries.ts";
import { useStartRun } from "../../runs/use-start-run.ts";
import { EmptyState } from "../../shared/empty-state.tsx";
import { formatCount, formatNumber } from "../../shared/format.ts";
import { Panel } from "../../shared/panel.tsx";
import { QueryView } from "../../shared/query-view.tsx";
import { DeleteAuthor } from "./delete-author.tsx";

const SAMPLE = "LLM Twin Guides";

const AuthorRow = ({ author, onDelete }: { readonly author: Author; readonly onDelete: () => void }) => (
  <Table.Tr>
    <Table.Td style={{ overflowWrap: "anywhere" }}>
      <Anchor component={Link} to={`/chat?author=${encodeURIComponent(author.name)}`} fw={500} size="sm">
        {author.name}
      </Anchor>
      <Text size="sm" c="dimmed" hiddenFrom="sm">
        {formatCount(author.documents, "document")}
      </Text>
    </Table.Td>
    <Table.Td ta="right" visibleFrom="sm">
      {formatNumber(author.documents)}
    </Table.Td>
    <Table.Td>
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onDelete}
          aria-label={`Delete ${author.name}`}
        >
          Delete
        </Button>
      </Group>
    </Table.Td>
  </Table.Tr>
);

/** Every author with the number of documents, and their deletion. */
export const AuthorsPanel = ({ onStarted }: { readonly onStarted: (run: StartedRun) => void }) => {
  const query = useAuthors();
  const start = useStartRun(onStarted);
  const [doomed, setDoomed] = useState<Author>();
  return (
    <Panel
      title="Authors"
      actions={
        query.data &&
        query.data.items.length > 0 && (
          <Button
            variant="default"
            size="xs"
            loading={start.isPending}
            onClick={() => start.mutate({ kind: "featureEngineering", input: {} })}
          >
            Build features
          </Button>
        )
      }
    >
      <QueryView query={query} what="the authors">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={IconUsers}
              title="There is no author yet"
              description="Import a file above, or look around with the project's own guides first."
            >
              <Button
                loading={start.isPending}
                onClick={() =>
                  start.mutate({
                    kind: "twin",
                    input: { author: SAMPLE, sources: [{ kind: "guides" }], until: "features" },
                  })
                }
              >
                Use the project’s guides
              </Button>
            </EmptyState>
          ) : (
            <Table aria-label="Authors" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Author</Table.Th>
                  <Table.Th ta="right" visibleFrom="sm">
                    Documents
                  </Table.Th>
                  <Table.Th ta="right">Actions</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((author) => (
                  <AuthorRow key={author.id} author={author} onDelete={() => setDoomed(author)} />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
      <DeleteAuthor author={doomed} onClose={() => setDoomed(undefined)} />
    </Panel>
  );
};
