import { createContext, type ReactNode, useCallback, useContext, useMemo, useReducer, useRef } from "react";
import { useApi } from "../../api/api-context.tsx";
import { converse, type Question, type Turn, toRequest } from "./conversation.ts";

/** The conversation, and what can be done with it. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** Asks; an answer that is still under way is stopped first. */
  ask(question: Question): void;
  stop(): void;
  clear(): void;
}

const ConversationContext = createContext<Conversation | undefined>(undefined);

/** Keeps the conversation while people visit other rooms. It is gone when the page is closed. */
export const ConversationProvider = ({ children }: { readonly children: ReactNode }) => {
  const api = useApi();
  const [turns, dispatch] = useReducer(converse, []);
  const running = useRef<AbortController | undefined>(undefined);
  const lastId = useRef(0);

  const follow = useCallback(
    async (id: number, question: Question, signal: AbortSignal): Promise<void> => {
      try {
        for await (const event of api.streamAnswer(toRequest(question), signal)) {
          dispatch({ type: "received", id, event });
        }
      } catch (error) {
        dispatch(signal.aborted ? { type: "stopped", id } : { type: "failed", id, error });
      }
    },
    [api],
  );

  const stop = useCallback(() => running.current?.abort(), []);
  const ask = useCallback(
    (question: Question) => {
      stop();
      const controller = new AbortController();
      running.current = controller;
      lastId.current += 1;
      const id = lastId.current;
      dispatch({ type: "asked", id, question });
      void follow(id, question, controller.signal);
    },
    [follow, stop],
  );
  const clear = useCallback(() => {
    stop();
    dispatch({ type: "cleared" });
  }, [stop]);

  const conversation = useMemo(() => ({ turns, ask, stop, clear }), [turns, ask, stop, clear]);
  return <ConversationContext value={conversation}>{children}</ConversationContext>;
};

export const useConversation = (): Conversation => {
  const conversation = useContext(ConversationContext);
  if (!conversation) throw new Error("useConversation needs a ConversationProvider above it.");
  return conversation;
};
