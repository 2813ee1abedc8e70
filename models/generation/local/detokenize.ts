import type { LlamaModel, Token } from "node-llama-cpp";

/** What the detokenizer shows for bytes that are not yet a whole character. */
const INCOMPLETE = "\uFFFD";
/** A UTF-8 character has four bytes at most, and each token holds one or more. */
const LONGEST_CHARACTER = 4;

export interface Detokenizer {
  /** Text that the next token completes; empty while a character is still split over tokens. */
  push(token: Token): string;
  flush(): string;
}

/** Turns tokens into text one by one and never shows half a character. */
export const createDetokenizer = (
  detokenize: LlamaModel["detokenize"],
  prompt: readonly Token[],
): Detokenizer => {
  let shown: readonly Token[] = prompt.slice(-8);
  let pending: Token[] = [];
  const take = (): string => {
    const text = detokenize(pending, false, shown);
    shown = pending;
    pending = [];
    return text;
  };
  return {
    push: (token) => {
      pending.push(token);
      const incomplete = detokenize(pending, false, shown).endsWith(INCOMPLETE);
      return incomplete && pending.length < LONGEST_CHARACTER ? "" : take();
    },
    flush: () => (pending.length === 0 ? "" : take()),
  };
};
