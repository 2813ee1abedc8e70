import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findLlamaLibrary } from "../../../../activities/training/quantizers/find-llama-library.ts";
import { projectRoot } from "../../../../configs/environment.ts";
import { readSettings } from "../../../../configs/settings.ts";
import { ensureModel } from "../../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../../models/catalogue/read-catalogue.ts";
import { openLocalModel } from "../../../../models/generation/local/open-local-model.ts";
import { cacheFolder } from "../../../../stack/downloads/cache-folder.ts";
import { openTrainer } from "../../../../stack/trainer/open-trainer.ts";
import { temporaryFolder } from "./fakes.ts";

const { CACHE_DIR } = process.env;
const settings = readSettings({ CACHE_DIR, TRAINER_DEVICE: "cpu" });
const trainer = openTrainer(settings);
const { signal } = new AbortController();
const WINDOW = 512;

/** Largest share by which the perplexity may differ, by quantization. */
const tolerances = { Q8_0: 0.01 } as const;

const LEARNT = 48;
const HELD_OUT = 10;
const ANSWER_LENGTH = 500;

const lossSchema = z.object({ loss: z.number(), tokens: z.int() });
const answersSchema = lossSchema.extend({ sample_losses: z.array(lossSchema) });

interface Sample {
  readonly instruction: string;
  readonly answer: string;
}

const readDocs = (path: string): Promise<string> => readFile(join(projectRoot, "docs", path), "utf8");

/** The sections of a manual as questions and answers. */
const toSamples = (text: string): Sample[] =>
  text.split(/^#{2,} /m).flatMap((section) => {
    const [heading = "", ...lines] = section.split("\n");
    const answer = lines.join("\n").trim().slice(0, ANSWER_LENGTH).trim();
    return heading && answer ? [{ instruction: `What is there to know about: ${heading}?`, answer }] : [];
  });

const readManuals = async (): Promise<Sample[]> => {
  const files = (await readdir(join(projectRoot, "docs/reference"))).sort();
  const texts = await Promise.all(files.map((file) => readDocs(join("reference", file))));
  return texts.flatMap(toSamples);
};

const toLines = (samples: readonly Sample[]): string =>
  samples.map((sample) => JSON.stringify(sample)).join("\n");

/** By how much one perplexity is above another, as a share of it. */
const excess = (loss: number, reference: number): number => Math.exp(loss - reference) - 1;

/**
 * The model that the trainer wrote as safetensors, and the GGUF files that serve: told apart by nothing but rounding. The
 * trainer is a real one, fine-tuned for a step, so that the merge is part of what is shown. It learns from the manuals
 * and is measured on the architecture, which it has not seen.
 */
describe("the quantized model that serves", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let text: string;
  let heldOut: Sample[];
  let textLoss: z.infer<typeof lossSchema>;
  let answersLoss: z.infer<typeof answersSchema>;
  const path = (name: string): string => join(folder.path, name);
  const run = <Result extends z.ZodType>(command: string, config: object, result: Result) =>
    trainer.run({ command, config: { ...config }, signal }, result);
  beforeAll(async () => {
    folder = await temporaryFolder();
    const { folder: base_model } = await ensureModel("SmolLM2-135M-Instruct", "generation", {
      catalogue: await readCatalogue(),
      cacheDir: cacheFolder(settings),
    });
    const architecture = await readDocs("architecture.md");
    text = architecture.slice(0, 9_000);
    heldOut = toSamples(architecture).slice(0, HELD_OUT);
    await writeFile(path("train.jsonl"), toLines((await readManuals()).slice(0, LEARNT)));
    await writeFile(path("test.jsonl"), toLines(heldOut));
    await writeFile(path("text.txt"), text);
    const training = { base_model, train_file: path("train.jsonl"), output_dir: path("run"), max_steps: 1 };
    const { adapter_dir } = await run("finetune", training, z.object({ adapter_dir: z.string() }));
    await run("merge", { base_model, adapter_dir, output_dir: path("merged") }, z.object({}));
    const model_dir = path("merged");
    textLoss = await run("evaluate", { model_dir, text_file: path("text.txt"), window: WINDOW }, lossSchema);
    const answers = { model_dir, eval_file: path("test.jsonl"), per_sample: true };
    answersLoss = await run("evaluate", answers, answersSchema);
  }, 900_000);
  afterAll(() => folder?.[Symbol.asyncDispose]());

  it.each(["Q8_0"] as const)(
    "foresees held-out text and answers like the merged weights at %s",
    {
      timeout: 600_000,
    },
    async (quantization) => {
      const output_file = path(`${quantization}.gguf`);
      const llama_library = await findLlamaLibrary();
      const quantizing = { quantization, llama_library };
      await run("export", { model_dir: path("merged"), output_file, ...quantizing }, z.object({}));
      await using served = await openLocalModel({ modelPath: output_file, model: "served" });
      const tolerance = tolerances[quantization];

      const score = await served.scorer.scoreText(text, WINDOW, signal);
      expect(score.tokens).toBe(textLoss.tokens);
      expect(score.tokens).toBeGreaterThan(2_000);
      expect(Math.abs(excess(score.loss, textLoss.loss))).toBeLessThan(tolerance);

      let total = 0;
      for (const [index, { instruction, answer }] of heldOut.entries()) {
        const { loss, tokens } = await served.scorer.score(
          [{ role: "user", content: instruction }],
          answer,
          signal,
        );
        expect(tokens).toBe(answersLoss.sample_losses[index]?.tokens);
        total += loss * tokens;
      }
      expect(Math.abs(excess(total / answersLoss.tokens, answersLoss.loss))).toBeLessThan(tolerance);
    },
  );
});
