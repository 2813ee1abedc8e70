import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SmokePrompt, SmokeTests } from "../configs/smoke-tests.ts";
import { judgeAnswer } from "../domain/deployment/judge-answer.ts";
import { describeError } from "../domain/describe-error.ts";
import { SmokeTestError } from "../domain/errors.ts";
import type { ChatMessage, GenerationBackend } from "./generation.ts";

const goldenConversationSchema = z.object({
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() })).min(1),
  tokens: z.array(z.int().min(0)).min(1),
});
/** A conversation with the token ids that the trainer's chat template makes of it. */
export type GoldenConversation = z.infer<typeof goldenConversationSchema>;

/** The file of a serving artefact that holds its golden conversations, one JSON object a line. */
export const GOLDEN_TOKENS_FILE = "golden-tokens.jsonl";

/**
 * Reads the golden conversations of a file.
 *
 * @throws {SmokeTestError} when there are none, or one cannot be read.
 */
export const parseGoldenTokens = (text: string): readonly GoldenConversation[] => {
  try {
    const lines = text.split("\n").filter(Boolean);
    return z
      .array(goldenConversationSchema)
      .min(1)
      .parse(lines.map((line): unknown => JSON.parse(line)));
  } catch (error) {
    throw new SmokeTestError(
      `${GOLDEN_TOKENS_FILE} cannot be read: ${describeError(error)}. Quantize the version again.`,
      { cause: error },
    );
  }
};

/** Reads those of an artefact's folder. @throws {SmokeTestError} when there are none. */
export const readGoldenTokens = async (folder: string): Promise<readonly GoldenConversation[]> => {
  const text = await readFile(join(folder, GOLDEN_TOKENS_FILE), "utf8").catch((cause: unknown) => {
    throw new SmokeTestError(`The artefact has no ${GOLDEN_TOKENS_FILE}. Quantize the version again.`, {
      cause,
    });
  });
  return parseGoldenTokens(text);
};

/** Says how a list of token ids differs from the one expected; `undefined` where it does not. */
type CompareTokens = (found: readonly number[], golden: readonly number[]) => string | undefined;

const compareWhole: CompareTokens = (found, golden) => {
  const length = Math.max(found.length, golden.length);
  const at = Array.from({ length }).findIndex((_, index) => found[index] !== golden[index]);
  return at < 0
    ? undefined
    : `token ${at + 1} is ${found[at] ?? "missing"} instead of ${golden[at] ?? "none"} (${found.length} tokens, ${golden.length} expected)`;
};

/** For servers that leave out the header of the answer: what they encode must be how the golden tokens start. */
export const compareStart: CompareTokens = (found, golden) =>
  found.length === 0 ? "nothing was encoded" : compareWhole(found, golden.slice(0, found.length));

/**
 * Makes sure that what serves turns conversations into the tokens that the model was trained on.
 *
 * @throws {SmokeTestError} that names the first conversation which differs.
 */
export const checkGoldenTokens = async (
  golden: readonly GoldenConversation[],
  encode: (messages: readonly ChatMessage[]) => Promise<readonly number[]>,
  compare: CompareTokens = compareWhole,
): Promise<void> => {
  for (const [index, { messages, tokens }] of golden.entries()) {
    const difference = compare(await encode(messages), tokens);
    if (difference !== undefined) {
      throw new SmokeTestError(
        `The chat template that serves is not the one of the training: in golden conversation ${index + 1}, ${difference}`,
      );
    }
  }
};

const generate = async (
  backend: GenerationBackend,
  { messages, maxTokens }: SmokePrompt,
  signal: AbortSignal,
): Promise<string> => {
  let text = "";
  for await (const event of backend.stream({ messages, maxTokens, temperature: 0 }, signal)) {
    if (event.type === "text-delta") text += event.text;
  }
  return text;
};

/**
 * Makes sure that a model generates text for each prompt of the smoke tests.
 *
 * @throws {SmokeTestError} that names the first prompt whose answer fails, is wrong or takes too long; the signal's
 * reason when aborted.
 */
export const checkPrompts = async (
  backend: GenerationBackend,
  { prompts, secondsPerPrompt }: SmokeTests,
  signal: AbortSignal,
): Promise<void> => {
  for (const prompt of prompts) {
    const limit = AbortSignal.timeout(secondsPerPrompt * 1_000);
    const answer = await generate(backend, prompt, AbortSignal.any([signal, limit])).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        const reason = limit.aborted ? `took longer than ${secondsPerPrompt} s` : describeError(error);
        throw new SmokeTestError(`Prompt "${prompt.name}": ${reason}`, { cause: error });
      },
    );
    const problem = judgeAnswer(answer, prompt.expect);
    if (problem !== undefined) throw new SmokeTestError(`Prompt "${prompt.name}": the answer ${problem}`);
  }
};
