/** Control tokens of chat templates: `<|im_start|>`, `<s>`, `[INST]`, `<<SYS>>`, `<start_of_turn>`, `<｜User｜>`, … */
const CONTROL_TOKENS =
  /<[|｜][^<>\n]{1,64}[|｜]>|<\/?s>|\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|<\/?(?:bos|eos|unk|pad)>/gi;

/** The tags that our own templates put around passages. */
const DELIMITERS = /<\/?passages?\b[^<>]{0,64}>/gi;

/** Characters that are not seen but read by a model: controls and format characters, but for those that join emoji. */
const INVISIBLE = /(?![\n\t\u200D])[\p{Cc}\p{Cf}]/gu;

/**
 * Makes a text that others wrote harmless as part of a prompt: it can neither end the block it stands in nor start a
 * message of its own. Removing goes on until nothing is left, so that parts can't join into a new token.
 */
export const neutralize = (text: string): string => {
  let before: string;
  let after = text.replace(INVISIBLE, "");
  do {
    before = after;
    after = before.replace(CONTROL_TOKENS, "").replace(DELIMITERS, "");
  } while (after !== before);
  return after;
};
