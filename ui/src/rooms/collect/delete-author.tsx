import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../api/api-context.tsx";
import type { Author } from "../../api/generated/index.ts";
import { ErrorNotice } from "../../shared/error-notice.tsx";
import { formatCount } from "../../shared/format.ts";

interface DeleteAuthorProps {
  /** Whose deletion is to be confirmed; none while the question is not asked. */
  readonly author: Author | undefined;
  readonly onClose: () => void;
}

const Question = ({ author, onClose }: { readonly author: Author; readonly onClose: () => void }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => api.deleteAuthor(author.id),
    onSuccess: async ({ documents, chunks }) => {
      const gone = `${formatCount(documents, "document")} and ${formatCount(chunks, "chunk")} are gone.`;
      notifications.show({ color: "teal", title: `${author.name} was deleted`, message: gone });
      onClose();
      await queryClient.invalidateQueries();
    },
  });
  return (
    <Stack>
      <Text size="sm">
        This deletes {author.name} with {formatCount(author.documents, "document")} and everything made from
        them, in every store. It cannot be undone.
      </Text>
      {deletion.error && <ErrorNotice title="The author was not deleted" error={deletion.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep
        </Button>
        <Button color="red.9" loading={deletion.isPending} onClick={() => deletion.mutate()}>
          Delete for good
        </Button>
      </Group>
    </Stack>
  );
};

/** Asks before an author is deleted. */
export const DeleteAuthor = ({ author, onClose }: DeleteAuthorProps) => (
  <Modal
    opened={author !== undefined}
    onClose={onClose}
    title={author ? `Delete ${author.name}?` : ""}
    closeButtonProps={{ "aria-label": "Close" }}
    centered
  >
    {author && <Question author={author} onClose={onClose} />}
  </Modal>
);
