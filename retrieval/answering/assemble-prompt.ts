import type { ScoredChunk } from "../../domain/chunks.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { checkPromptLength } from "../../models/generation/check-prompt-length.ts";
import type { BackendDescription, ChatMessage, GenerationBackend } from "../../models/generation.ts";
import type { AnswerRequest } from "../contract.ts";
import { fitPassages } from "./fit-passages.ts";
import { neutralize } from "./neutralize.ts";
import { formatHighlights, formatPassages, type Passage, toPassages } from "./passages.ts";
import { type PromptTemplate, renderTemplate } from "./prompt-templates.ts";

export interface AssembledPrompt {
  readonly messages: readonly ChatMessage[];
  /** The prompt's own text, as the model gets it. */
  readonly question: string;
  /** Those in the messages. */
  readonly passages: readonly Passage[];
  readonly warnings: readonly string[];
}

/** How the author is called in a prompt where the request names none. */
const ANY_AUTHOR = "the author";

/**
 * Makes the messages for a prompt out of a template and as many of the best passages as fit the model beside the answer.
 *
 * @throws {InvalidInputError} when the prompt holds no text, or does not fit even without passages.
 */
export const assemblePrompt = async (
  request: AnswerRequest,
  template: PromptTemplate,
  results: readonly ScoredChunk[],
  backend: Pick<GenerationBackend, "countTokens">,
  description: BackendDescription,
): Promise<AssembledPrompt> => {
  const question = neutralize(request.prompt).trim();
  if (question === "")
    throw new InvalidInputError("The prompt holds no text: ask a question or name a subject");
  const author = neutralize(request.author ?? "").trim() || ANY_AUTHOR;
  const render = (passages: readonly Passage[]): ChatMessage[] =>
    renderTemplate(template, {
      passages: formatPassages(passages),
      highlights: formatHighlights(question, passages),
      prompt: question,
      author,
    });
  const room = description.contextTokens - request.generation.maxTokens;

  const found = toPassages(results);
  const passages = await fitPassages(
    found,
    async (some) => (await backend.countTokens(render(some))) <= room,
  );
  const messages = render(passages);
  if (passages.length === 0) {
    checkPromptLength(await backend.countTokens(messages), request.generation.maxTokens, description);
  }
  const warnings =
    passages.length < found.length
      ? [
          `Only ${passages.length} of ${found.length} passages fit the ${description.contextTokens} tokens of ${description.model}`,
        ]
      : [];
  return { messages, question, passages, warnings };
};
