import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findLlamaLibrary } from "../../../../activities/training/quantizers/find-llama-library.ts";
import { readSettings } from "../../../../configs/settings.ts";
import { ensureModel } from "../../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../../models/catalogue/read-catalogue.ts";
import { openLocalModel } from "../../../../models/generation/local/open-local-model.ts";
import { cacheFolder } from "../../../../stack/downloads/cache-folder.ts";
import { openTrainer } from "../../../../stack/trainer/open-trainer.ts";
import { readGuides, type Sample } from "../../../loop/support/guide-samples.ts";
import { temporaryFolder } from "./fakes.ts";

const { CACHE_DIR } = process.env;
const settings = readSettings({ CACHE_DIR, TRAINER_DEVICE: "cpu" });
const trainer = openTrainer(settings);
const { signal } = new AbortController();
const WINDOW = 512;

/** Largest share by which the perplexity may differ, by quantization. */
const tolerances = { Q8_0: 0.01, Q4_K_M: 0.05 } as const;

/** Guides that nothing is learnt from, nor calibrated on. */
const HELD_OUT = ["asking.md", "generation-backends.md", "troubleshooting.md", "web-ui.md"];

const lossSchema = z.object({ loss: z.number(), tokens: z.int() });
const answersSchema = lossSchema.extend({ sample_losses: z.array(lossSchema) });

const toLines = (samples: readonly Sample[]): string =>
  samples.map((sample) => JSON.stringify(sample)).join("\n");

/** By how much one perplexity is above another, as a share of it. */
const excess = (loss: number, reference: number): number => Math.exp(loss - reference) - 1;

/**
 * The model that the trainer wrote as safetensors, and the GGUF files that serve: told apart by nothing but rounding. The
 * trainer is a real one, fine-tuned for a step, so that the merge is part of what is shown. It learns from some guides and
 * is measured on others, which it has not seen.
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
    const guides = await readGuides();
    const isHeldOut = ({ file }: { file: string }): boolean => HELD_OUT.includes(file);
    heldOut = guides.filter(isHeldOut).flatMap(({ samples }) => samples);
    text = heldOut.map(({ answer }) => answer).join("\n\n");
    const learnt = guides.filter((guide) => !isHeldOut(guide)).flatMap(({ samples }) => samples);
    await writeFile(path("train.jsonl"), toLines(learnt));
    await writeFile(path("test.jsonl"), toLines(heldOut));
    await writeFile(path("text.txt"), text);
    const files = { train_file: path("train.jsonl"), output_dir: path("run") };
    const training = { base_model, ...files, max_steps: 1, batch_size: 1 };
    const { adapter_dir } = await run("finetune", training, z.object({ adapter_dir: z.string() }));
    await run("merge", { base_model, adapter_dir, output_dir: path("merged") }, z.object({}));
    const model_dir = path("merged");
    textLoss = await run("evaluate", { model_dir, text_file: path("text.txt"), window: WINDOW }, lossSchema);
    const answers = { model_dir, eval_file: path("test.jsonl"), per_sample: true };
    answersLoss = await run("evaluate", answers, answersSchema);
  }, 900_000);
  afterAll(() => folder?.[Symbol.asyncDispose]());

  it.each(["Q8_0", "Q4_K_M"] as const)(
    "foresees held-out text and answers like the merged weights at %s",
    {
      timeout: 600_000,
    },
    async (quantization) => {
      const output_file = path(`${quantization}.gguf`);
      const llama_library = await findLlamaLibrary();
      const calibration = { calibration_file: path("train.jsonl"), calibration_samples: 16 };
      const quantizing = { quantization, llama_library, ...calibration };
      await run("export", { model_dir: path("merged"), output_file, ...quantizing }, z.object({}));
      await using served = await openLocalModel({ modelPath: output_file, model: "served" });
      const tolerance = tolerances[quantization];

      const score = await served.scorer.scoreText(text, WINDOW, signal);
      expect(score.tokens).toBe(textLoss.tokens);
      expect(score.tokens).toBeGreaterThan(1_000);
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
