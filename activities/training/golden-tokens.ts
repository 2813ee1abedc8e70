import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SmokeTests } from "../../configs/smoke-tests.ts";
import { SetupError } from "../../domain/errors.ts";
import type { Trainer } from "../../domain/training/trainer.ts";
import { GOLDEN_TOKENS_FILE, type GoldenConversation } from "../../models/smoke-test.ts";

interface GoldenTokens {
  readonly trainer: Trainer;
  readonly prompts: SmokeTests["prompts"];
  /** Folder of the merged model, whose tokenizer and chat template were trained with. */
  readonly modelDir: string;
  /** Folder that becomes the artefact. */
  readonly outputDir: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

const toLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join("");

const idsSchema = z.object({ ids: z.array(z.int().min(0)).min(1) });

/** Writes into an artefact which tokens the trainer's chat template makes of the smoke tests' conversations. */
export const writeGoldenTokens = async (golden: GoldenTokens): Promise<void> => {
  const { trainer, prompts, modelDir, outputDir, folder, signal, onNote } = golden;
  const conversationsFile = join(folder, "conversations.jsonl");
  const tokensFile = join(folder, "tokens.jsonl");
  await writeFile(conversationsFile, toLines(prompts.map(({ messages }) => ({ messages }))));
  await trainer.run(
    {
      command: "tokens",
      config: { model_dir: modelDir, conversations_file: conversationsFile, output_file: tokensFile },
      signal,
      onNote,
    },
    z.object({ conversations: z.literal(prompts.length) }),
  );
  const lines = (await readFile(tokensFile, "utf8")).split("\n").filter(Boolean);
  const conversations = prompts.map(({ messages }, index): GoldenConversation => {
    const parsed = idsSchema.safeParse(JSON.parse(lines[index] ?? "null"));
    if (!parsed.success)
      throw new SetupError(`The trainer wrote no token ids for conversation ${index + 1}.`);
    return { messages, tokens: parsed.data.ids };
  });
  await writeFile(join(outputDir, GOLDEN_TOKENS_FILE), toLines(conversations));
};
