import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from "node-llama-cpp";
import { BATCH_TOKENS } from "./load-model.ts";

/**
 * What is asked of the library to learn how likely `next` is. Asking for all probabilities would make a map of the whole
 * vocabulary for each token, at three times the cost. At temperature 0 nothing but the choice is done to the logits.
 */
const foresee = (token: Token, next: Token): ControlledEvaluateInputItem => [
  token,
  {
    generateNext: {
      token: true,
      logits: { filter: { tokens: [next], includeSelected: true } },
      totalLogitWeight: true,
      options: { temperature: 0 },
    },
  },
];

/**
 * The natural logarithm of the probability that the model gives each token from `from` on, after those before it.
 *
 * @param from 1 or more: the first token has nothing before it.
 * @throws {Error} when the library does not tell a logit; the signal's reason when aborted.
 */
export const logLikelihoods = async (
  sequence: LlamaContextSequence,
  tokens: readonly Token[],
  from: number,
  signal: AbortSignal,
): Promise<number[]> => {
  const likelihoods: number[] = [];
  await sequence.clearHistory();
  // The last token is foreseen, never followed.
  for (let start = 0; start < tokens.length - 1; start += BATCH_TOKENS) {
    signal.throwIfAborted();
    const end = Math.min(start + BATCH_TOKENS, tokens.length - 1);
    const nextOf = (index: number): Token | undefined => tokens[start + index + 1];
    const input = tokens.slice(start, end).map((token, index) => {
      const next = nextOf(index);
      return next === undefined || start + index + 1 < from ? token : foresee(token, next);
    });
    const outputs = await sequence.controlledEvaluate(input);
    for (const [index, output] of outputs.entries()) {
      if (output === undefined) continue;
      likelihoods.push(logProbability(output.next, nextOf(index)));
    }
  }
  return likelihoods;
};

type Foreseen = NonNullable<Awaited<ReturnType<LlamaContextSequence["controlledEvaluate"]>>[number]>["next"];

/** `totalLogitWeight` is the sum of `exp(logit - highest)`, and the token chosen at temperature 0 has the highest. */
const logProbability = ({ token, logits, totalLogitWeight }: Foreseen, next: Token | undefined): number => {
  const highest = token === undefined || token === null ? undefined : logits?.get(token);
  const logit = next === undefined ? undefined : logits?.get(next);
  if (highest === undefined || logit === undefined || totalLogitWeight === undefined) {
    throw new Error("node-llama-cpp told no logit of a token that was asked for");
  }
  return logit - highest - Math.log(totalLogitWeight);
};
