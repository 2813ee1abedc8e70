import type { ScoredChunk } from "../../../domain/chunks.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import { assemblePrompt } from "../../../retrieval/answering/assemble-prompt.ts";
import { createGuard } from "../../../retrieval/answering/grounding/create-guard.ts";
import { createSentenceCutter } from "../../../retrieval/answering/grounding/sentence-cutter.ts";
import { titleOf } from "../../../retrieval/answering/passages.ts";
import type { PromptTemplate } from "../../../retrieval/answering/prompt-templates.ts";
import { collectText } from "./collect-text.ts";
import type { MeasuredSample } from "./measured-sample.ts";

export interface GroundedQuestion {
  readonly instruction: string;
  readonly author: string;
  /** What retrieval found for the instruction. */
  readonly results: readonly ScoredChunk[];
  readonly maxTokens: number;
  readonly seed: number;
}

/**
 * Has a model answer from passages, as the gateway does it, but shows all that it writes; and counts the sentences that
 * the grounding guard would let through.
 *
 * @returns null when there are no passages, or the template holds no answer to them.
 */
export const answerFromPassages = async (
  backend: GenerationBackend,
  template: PromptTemplate,
  { instruction, author, results, maxTokens, seed }: GroundedQuestion,
  signal: AbortSignal,
): Promise<MeasuredSample["grounded"]> => {
  if (template.grounding === undefined) return null;
  const generation = { maxTokens, temperature: 0, seed };
  const request = {
    prompt: instruction,
    template: template.name,
    author,
    retrieval: "none" as const,
    generation,
  };
  const description = await backend.describe();
  const { messages, question, passages } = await assemblePrompt(
    request,
    template,
    results,
    backend,
    description,
  );
  if (passages.length === 0) return null;
  const text = await collectText(backend.stream({ messages, ...generation }, signal));
  const evidence = passages.map((passage) => ({ ...passage, title: titleOf(passage) }));
  const guard = createGuard({ question, passages: evidence, support: template.grounding.support });
  const cutter = createSentenceCutter();
  const sentences = [...cutter.push(text), ...cutter.flush()];
  const backed = sentences.filter((sentence) => guard(sentence.text) !== undefined).length;
  return { text, backed, sentences: sentences.length };
};
