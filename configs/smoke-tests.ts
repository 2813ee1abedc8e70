import { z } from "zod";
import { readYaml } from "./read-yaml.ts";

/** Whether a text is a regular expression. */
const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
};

const expectationSchema = z.strictObject({
  /** Fewest characters of the answer, white space at its ends left out. */
  minCharacters: z.int().min(1).default(1),
  /** Regular expressions (flag u) of which none may be found in the answer. */
  mustNotMatch: z.array(z.string().refine(isPattern, "must be a regular expression")).default([]),
});

const smokePromptSchema = z.strictObject({
  /** Names the prompt in messages. */
  name: z.string().min(1),
  messages: z
    .array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string().min(1) }))
    .min(1),
  maxTokens: z.int().min(1).max(1_024),
  expect: expectationSchema.prefault({}),
});
export type SmokePrompt = z.infer<typeof smokePromptSchema>;

export const smokeTestsSchema = z.strictObject({
  /** Longest that one answer may take, in seconds. */
  secondsPerPrompt: z.number().gt(0).max(3_600),
  prompts: z.array(smokePromptSchema).min(1),
});
export type SmokeTests = z.infer<typeof smokeTestsSchema>;

/**
 * Reads `configs/smoke-tests.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readSmokeTests = (
  file: URL | string = new URL("./smoke-tests.yaml", import.meta.url),
): Promise<SmokeTests> => readYaml(file, smokeTestsSchema);
