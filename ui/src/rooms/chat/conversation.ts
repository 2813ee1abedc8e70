import type { Answer, GenerateRequest, RetrievalEvent } from "../../api/generated/index.ts";
import type { StreamedEvent } from "../../api/stream-answer.ts";

export type TemplateName = NonNullable<GenerateRequest["template"]>;
export type RetrievalMode = NonNullable<Exclude<GenerateRequest["retrieval"], false | undefined>["mode"]>;

/** What is asked, and how. */
export interface Question {
  readonly prompt: string;
  readonly author: string | undefined;
  readonly template: TemplateName;
  readonly mode: RetrievalMode;
}

/** One question with what has come back so far. */
export interface Turn {
  readonly id: number;
  readonly question: Question;
  readonly state: "searching" | "answering" | "done" | "stopped" | "failed";
  readonly text: string;
  readonly retrieval?: RetrievalEvent;
  readonly answer?: Answer;
  readonly error?: unknown;
}

export type Action =
  | { readonly type: "asked"; readonly id: number; readonly question: Question }
  | { readonly type: "received"; readonly id: number; readonly event: StreamedEvent }
  | { readonly type: "stopped"; readonly id: number }
  | { readonly type: "failed"; readonly id: number; readonly error: unknown }
  | { readonly type: "cleared" };

const receive = (turn: Turn, event: StreamedEvent): Turn => {
  switch (event.type) {
    case "retrieval":
      return { ...turn, state: "answering", retrieval: event.retrieval };
    case "token":
      return { ...turn, state: "answering", text: turn.text + event.text };
    case "done":
      return { ...turn, state: "done", text: event.answer.answer, answer: event.answer };
  }
};

const change = (turn: Turn, action: Exclude<Action, { type: "asked" | "cleared" }>): Turn => {
  switch (action.type) {
    case "received":
      return receive(turn, action.event);
    case "stopped":
      return { ...turn, state: "stopped" };
    case "failed":
      return { ...turn, state: "failed", error: action.error };
  }
};

/** The conversation after an action. */
export const converse = (turns: readonly Turn[], action: Action): readonly Turn[] => {
  if (action.type === "cleared") return [];
  if (action.type === "asked") {
    return [...turns, { id: action.id, question: action.question, state: "searching", text: "" }];
  }
  return turns.map((turn) => (turn.id === action.id ? change(turn, action) : turn));
};

/** Whether an answer is still under way. */
export const isOpen = ({ state }: Turn): boolean => state === "searching" || state === "answering";

/** The request that a question stands for. */
export const toRequest = ({ prompt, author, template, mode }: Question): GenerateRequest => ({
  prompt,
  template,
  retrieval: { mode },
  ...(author === undefined ? {} : { author }),
});
