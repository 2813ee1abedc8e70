import { Button, Drawer, Paper, Stack, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { Page } from "../../shared/page.tsx";
import { useAddressText } from "../../shared/use-address.ts";
import classes from "./chat.module.css";
import { ChatEmpty } from "./chat-empty.tsx";
import { ChatOptions, useChatOptions } from "./chat-options.tsx";
import { Composer } from "./composer.tsx";
import { isOpen, type Turn } from "./conversation.ts";
import { useConversation } from "./conversation-context.tsx";
import { DetailsPanel } from "./details-panel.tsx";
import { TurnView } from "./turn-view.tsx";
import { useFollowEnd } from "./use-follow-end.ts";

const WIDE = "(min-width: 75em)";

const announcements: Readonly<Record<Turn["state"], string>> = {
  searching: "Looking for passages",
  answering: "The answer is being written",
  done: "The answer is complete",
  stopped: "The answer was stopped",
  failed: "There is no answer",
};

/** A conversation with the twin, and beside it how the answer came about. */
export const ChatRoom = () => {
  const { turns, ask, stop, clear } = useConversation();
  const { options } = useChatOptions();
  const [prompt, setPrompt] = useAddressText("prompt");
  const [chosen, setChosen] = useState<number>();
  const [drawerOpened, setDrawerOpened] = useState(false);
  const wide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });

  const last = turns.at(-1);
  const end = useFollowEnd(turns.length, last);
  const shown = turns.find(({ id }) => id === chosen) ?? last;
  const answering = last !== undefined && isOpen(last);

  const send = (text: string): void => {
    setPrompt(text);
    setChosen(undefined);
    ask({ ...options, prompt: text });
  };
  const showDetails = (id: number): void => {
    setChosen(id);
    setDrawerOpened(true);
  };

  return (
    <Page
      title="Chat"
      description="Answers from what has been published, with the sources."
      actions={
        // It is always there, so that the first question does not push the room down.
        <Button variant="default" disabled={turns.length === 0} onClick={clear}>
          New conversation
        </Button>
      }
    >
      <div className={classes.room}>
        <div className={classes.conversation}>
          <ChatOptions />
          <div className={classes.turns}>
            {turns.length === 0 && <ChatEmpty author={options.author} onAsk={send} />}
            {turns.map((turn) => (
              <TurnView
                key={turn.id}
                turn={turn}
                onRetry={() => ask(turn.question)}
                onShowDetails={() => showDetails(turn.id)}
              />
            ))}
            <div ref={end} className={classes.end} />
          </div>
          <VisuallyHidden role="status">{last && announcements[last.state]}</VisuallyHidden>
          <Composer
            initial={turns.length === 0 ? (prompt ?? "") : ""}
            answering={answering}
            onAsk={send}
            onStop={stop}
          />
        </div>
        {wide && (
          <Paper
            component="aside"
            withBorder
            p="md"
            className={classes.details}
            aria-label="How the answer came about"
            tabIndex={0}
          >
            {shown ? (
              <DetailsPanel turn={shown} />
            ) : (
              <Stack gap={4} c="dimmed" fz="sm">
                Passages with their scores, the prompt and the timings of an answer show here.
              </Stack>
            )}
          </Paper>
        )}
      </div>
      {!wide && shown && (
        <Drawer
          opened={drawerOpened}
          onClose={() => setDrawerOpened(false)}
          position="right"
          title="How the answer came about"
          closeButtonProps={{ "aria-label": "Close" }}
        >
          <DetailsPanel turn={shown} />
        </Drawer>
      )}
    </Page>
  );
};
