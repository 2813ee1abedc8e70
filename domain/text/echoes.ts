const WORD = /[\p{L}\p{N}]+/gu;

const wordsOf = (text: string): string => ` ${text.toLowerCase().match(WORD)?.join(" ") ?? ""} `;

/**
 * Makes the check whether a sentence holds a question as it was asked, as an example or a heading does: it shares all the
 * question's words and answers nothing. A prompt without a question mark may well stand in its answer.
 */
export const createEchoCheck = (question: string): ((sentence: string) => boolean) => {
  const asked = wordsOf(question);
  if (!question.trim().endsWith("?") || asked.trim() === "") return () => false;
  return (sentence) => wordsOf(sentence).includes(asked);
};
