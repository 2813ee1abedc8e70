import { Button, Group, Modal, Stack, Text } from "@mantine/core";

interface ConfirmModalProps {
  readonly opened: boolean;
  readonly title: string;
  readonly question: string;
  readonly confirm: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something happens that users notice. */
export const ConfirmModal = ({
  opened,
  title,
  question,
  confirm,
  pending,
  onConfirm,
  onClose,
}: ConfirmModalProps) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={title}
    closeButtonProps={{ "aria-label": "Close" }}
    centered
  >
    <Stack>
      <Text size="sm">{question}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red.9" loading={pending} onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Stack>
  </Modal>
);
