import { Button, Group, Textarea } from "@mantine/core";
import { IconPlayerStopFilled, IconSend2 } from "@tabler/icons-react";
import { type KeyboardEvent, type SubmitEvent, useRef, useState } from "react";
import classes from "./chat.module.css";

const MAX_CHARACTERS = 8_000;

interface ComposerProps {
  /** What stands in the field at first. */
  readonly initial: string;
  /** Whether an answer is under way. */
  readonly answering: boolean;
  readonly onAsk: (prompt: string) => void;
  readonly onStop: () => void;
}

/** Where questions are typed. Enter sends, Shift and Enter begins a new line. */
export const Composer = ({ initial, answering, onAsk, onStop }: ComposerProps) => {
  const [text, setText] = useState(initial);
  const field = useRef<HTMLTextAreaElement>(null);

  const send = (): void => {
    const prompt = text.trim();
    if (prompt === "" || answering) return;
    setText("");
    onAsk(prompt);
    field.current?.focus();
  };
  const stop = (): void => {
    onStop();
    field.current?.focus();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form onSubmit={submit} className={classes.composer}>
      <Group align="end" gap="sm" wrap="nowrap">
        <Textarea
          ref={field}
          aria-label="Your question"
          placeholder="Ask your twin"
          autosize
          minRows={1}
          maxRows={8}
          size="md"
          maxLength={MAX_CHARACTERS}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          style={{ flex: 1 }}
        />
        {answering ? (
          <Button
            size="md"
            variant="default"
            leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
            onClick={stop}
          >
            Stop
          </Button>
        ) : (
          <Button
            type="submit"
            size="md"
            leftSection={<IconSend2 size={18} aria-hidden />}
            disabled={text.trim() === ""}
          >
            Ask
          </Button>
        )}
      </Group>
    </form>
  );
};
