import { Button, Group } from "@mantine/core";

interface PagerProps {
  readonly after: string | undefined;
  readonly next: string | undefined;
  readonly onChange: (after: string | undefined) => void;
}

/** Leads through the pages of a list whose newest entries come first. */
export const Pager = ({ after, next, onChange }: PagerProps) =>
  after === undefined && next === undefined ? null : (
    <Group justify="flex-end" mt="sm">
      {after !== undefined && (
        <Button variant="default" size="xs" onClick={() => onChange(undefined)}>
          Back to the first page
        </Button>
      )}
      {next !== undefined && (
        <Button variant="default" size="xs" onClick={() => onChange(next)}>
          Next page
        </Button>
      )}
    </Group>
  );
