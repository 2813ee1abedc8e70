import { InvalidInputError } from "../../domain/errors.ts";

/**
 * Checks that prompt and answer fit the model together, all in tokens.
 *
 * @throws {InvalidInputError} that names the lengths and what to shorten.
 */
export const checkPromptLength = (
  promptTokens: number,
  maxTokens: number,
  model: { readonly model: string; readonly contextTokens: number },
): void => {
  if (promptTokens + maxTokens <= model.contextTokens) return;
  throw new InvalidInputError(
    `The prompt has ${promptTokens} tokens; with up to ${maxTokens} to generate it exceeds the ${model.contextTokens} tokens of ${model.model}. Shorten the prompt or ask for fewer tokens.`,
  );
};
