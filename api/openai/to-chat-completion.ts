import type { TokenUsage } from "../../models/generation.ts";
import type { Answer, AnswerEvent, Asked, Citation } from "../../retrieval/contract.ts";
import type { ChatCompletion, ChatCompletionChunk } from "../contract/openai.ts";

const toUsage = (usage: TokenUsage): ChatCompletion["usage"] => ({
  prompt_tokens: usage.promptTokens,
  completion_tokens: usage.completionTokens,
  total_tokens: usage.promptTokens + usage.completionTokens,
});

const toFinishReason = (reason: Answer["finishReason"]) => (reason === "length" ? "length" : "stop");

const toCompletionId = (id: string): string => `chatcmpl-${id}`;

/** OpenAI's clients expect a name; no model was asked for a refusal. */
const toModel = (version: Asked): string => version ?? "none";

/** A whole answer in OpenAI's format. `created` is in seconds since 1970. */
export const toChatCompletion = (answer: Answer, created: number): ChatCompletion => ({
  id: toCompletionId(answer.id),
  object: "chat.completion",
  created,
  model: toModel(answer.version),
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: answer.answer },
      finish_reason: toFinishReason(answer.finishReason),
      logprobs: null,
    },
  ],
  usage: toUsage(answer.usage),
  citations: [...answer.citations],
  answered_by: answer.model,
  warnings: [...answer.warnings],
});

export interface ChunkOptions {
  readonly created: number;
  readonly includeUsage: boolean;
}

type Choice = ChatCompletionChunk["choices"][number];

/** Makes the translator of one answer's events into chunks of OpenAI's format. */
export const createChunkTranslator = ({ created, includeUsage }: ChunkOptions) => {
  let id = "";
  let model = "";
  const chunk = (choices: Choice[], extra: Partial<ChatCompletionChunk> = {}): ChatCompletionChunk => ({
    id: toCompletionId(id),
    object: "chat.completion.chunk",
    created,
    model,
    choices,
    ...(includeUsage ? { usage: null } : {}),
    ...extra,
  });
  const choice = (delta: Choice["delta"], reason: Choice["finish_reason"] = null): Choice => ({
    index: 0,
    delta,
    finish_reason: reason,
    logprobs: null,
  });
  const opening = (citations: readonly Citation[]): ChatCompletionChunk =>
    chunk([choice({ role: "assistant", content: "" })], { citations: [...citations] });
  const closing = ({ finishReason, model: answered_by, warnings }: Answer): ChatCompletionChunk =>
    chunk([choice({}, toFinishReason(finishReason))], { answered_by, warnings: [...warnings] });

  return (event: AnswerEvent): ChatCompletionChunk[] => {
    switch (event.type) {
      case "retrieval":
        id = event.id;
        model = toModel(event.version);
        return [opening(event.citations)];
      case "token":
        return [chunk([choice({ content: event.text })])];
      case "done":
        return [
          closing(event.answer),
          ...(includeUsage ? [chunk([], { usage: toUsage(event.answer.usage) })] : []),
        ];
    }
  };
};
