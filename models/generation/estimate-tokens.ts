import type { ChatMessage } from "../generation.ts";

/** Fewer bytes a token than any common tokenizer needs for prose or code, so that the estimate errs upwards. */
const BYTES_PER_TOKEN = 2;
/** Control tokens and the role's name around each message. */
const TOKENS_PER_MESSAGE = 8;

/** An upper estimate of a text's tokens, for models whose tokenizer is out of reach. */
export const estimateTextTokens = (text: string): number =>
  Math.ceil(Buffer.byteLength(text, "utf8") / BYTES_PER_TOKEN);

/** An upper estimate of a conversation's tokens with its chat template. */
export const estimateTokens = (messages: readonly ChatMessage[]): number =>
  messages.reduce((sum, { content }) => sum + TOKENS_PER_MESSAGE + estimateTextTokens(content), 0);
