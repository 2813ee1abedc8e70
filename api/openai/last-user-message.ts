import type { ChatCompletionRequest } from "../contract/openai.ts";

/** The text of the last user message, which is what is answered; empty when there is none. */
export const lastUserMessage = (messages: ChatCompletionRequest["messages"]): string => {
  const content = messages.findLast((message) => message.role === "user")?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text).join("\n");
};
