import { type ChatHistoryItem, JinjaTemplateChatWrapper, type LlamaModel, type Token } from "node-llama-cpp";
import { SetupError } from "../../../domain/errors.ts";
import type { ChatMessage } from "../../generation.ts";

/** Turns a conversation into the model's tokens, up to the point where the model's own answer starts. */
export type RenderChat = (messages: readonly ChatMessage[]) => Token[];

const toHistoryItem = ({ role, content }: ChatMessage): ChatHistoryItem => {
  if (role === "assistant") return { type: "model", response: [content] };
  return { type: role, text: content };
};

/** @throws {SetupError} when the file has no chat template: it is a base model then, not one that answers. */
const openTemplate = (model: LlamaModel): JinjaTemplateChatWrapper => {
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined) {
    throw new SetupError(`${model.filename ?? "The model"} has no chat template: choose an instruct model`);
  }
  // The library's automatic choice doubles the BOS token and adds a system prompt of its own.
  return new JinjaTemplateChatWrapper({ template, joinAdjacentMessagesOfTheSameType: false });
};

/**
 * Renders with the chat template in the model's own file. Only the template's own control tokens become special
 * tokens: a `<|im_start|>` in a message stays text.
 *
 * @throws {SetupError} when the file has no chat template: it is a base model then, not one that answers.
 */
export const createRenderChat = (model: LlamaModel): RenderChat => {
  const template = openTemplate(model);
  return (messages) => {
    const chatHistory: ChatHistoryItem[] = [...messages.map(toHistoryItem), { type: "model", response: [] }];
    return template.generateContextState({ chatHistory }).contextText.tokenize(model.tokenizer);
  };
};

/**
 * The tokens that the chat template writes behind an answer: the end of the turn, with a line break where it has one.
 *
 * @throws {SetupError} when the file has no chat template.
 */
export const readAnswerEnd = (model: LlamaModel): Token[] => {
  const chatHistory: ChatHistoryItem[] = [
    { type: "user", text: "question" },
    { type: "model", response: ["answer"] },
  ];
  // What ends a generation: the EOS token first, then what stands behind the answer in the template.
  const [, behindAnswer] = openTemplate(model).generateContextState({ chatHistory }).stopGenerationTriggers;
  return behindAnswer?.tokenize(model.tokenizer) ?? [];
};
