import { type ChatHistoryItem, JinjaTemplateChatWrapper, type LlamaModel, type Token } from "node-llama-cpp";
import { SetupError } from "../../../domain/errors.ts";
import type { ChatMessage } from "../../generation.ts";

/** Turns a conversation into the model's tokens, up to the point where the model's own answer starts. */
export type RenderChat = (messages: readonly ChatMessage[]) => Token[];

const toHistoryItem = ({ role, content }: ChatMessage): ChatHistoryItem => {
  if (role === "assistant") return { type: "model", response: [content] };
  return { type: role, text: content };
};

/**
 * Renders with the chat template in the model's own file. Only the template's own control tokens become special
 * tokens: a `<|im_start|>` in a message stays text.
 *
 * @throws {SetupError} when the file has no chat template: it is a base model then, not one that answers.
 */
export const createRenderChat = (model: LlamaModel): RenderChat => {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined) {
    throw new SetupError(`${model.filename ?? "The model"} has no chat template: choose an instruct model`);
  }
  // The library's automatic choice doubles the BOS token and adds a system prompt of its own.
  const wrapper = new JinjaTemplateChatWrapper({ template, joinAdjacentMessagesOfTheSameType: false });
  return (messages) => {
    const chatHistory: ChatHistoryItem[] = [...messages.map(toHistoryItem), { type: "model", response: [] }];
    return wrapper.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
  };
};
