import { readFile, writeFile } from "node:fs/promises";
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

/** Largest share by which the perplexity at Q8_0 may differ. */
const TOLERANCE = 0.01;

const samples = [
  ["How are articles kept fresh?", "They are collected on a schedule, and what changed is embedded again."],
  ["What happens to a deleted page?", "It leaves the warehouse, the vector store and every answer."],
  ["Who may approve a model?", "Anybody who can reach the Temporal UI, the gateway or the command line."],
  ["Why is there a canary?", "A share of requests tries the new version before everybody gets it."],
] as const;

const lossSchema = z.object({ loss: z.number(), tokens: z.int() });

/**
 * The model that the trainer wrote as safetensors, and the GGUF file that serves: told apart by nothing but rounding. The
 * trainer is a real one, fine-tuned for a step, so that the merge is part of what is shown.
 */
describe("the quantized model that serves", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let text: string;
  const path = (name: string): string => join(folder.path, name);
  const run = <Result extends z.ZodType>(command: string, config: object, result: Result) =>
    trainer.run({ command, config: { ...config }, signal }, result);
  beforeAll(async () => {
    folder = await temporaryFolder();
    const { folder: base_model } = await ensureModel("SmolLM2-135M-Instruct", "generation", {
      catalogue: await readCatalogue(),
      cacheDir: cacheFolder(settings),
    });
    const lines = samples.map(([instruction, answer]) => JSON.stringify({ instruction, answer }));
    await writeFile(path("samples.jsonl"), lines.join("\n"));
    text = (await readFile(join(projectRoot, "docs/architecture.md"), "utf8")).slice(0, 9_000);
    await writeFile(path("text.txt"), text);
    const training = { base_model, train_file: path("samples.jsonl"), output_dir: path("run"), max_steps: 1 };
    const { adapter_dir } = await run("finetune", training, z.object({ adapter_dir: z.string() }));
    await run("merge", { base_model, adapter_dir, output_dir: path("merged") }, z.object({}));
    const llama_library = await findLlamaLibrary();
    const served = { output_file: path("served.gguf"), quantization: "Q8_0", llama_library };
    await run("export", { model_dir: path("merged"), ...served }, z.object({}));
  }, 900_000);
  afterAll(() => folder?.[Symbol.asyncDispose]());

  it("foresees held-out text like the merged weights", { timeout: 300_000 }, async () => {
    const config = { model_dir: path("merged"), text_file: path("text.txt"), window: WINDOW };
    const merged = await run("evaluate", config, lossSchema);
    await using served = await openLocalModel({ modelPath: path("served.gguf"), model: "served" });
    const score = await served.scorer.scoreText(text, WINDOW, signal);
    expect(score.tokens).toBe(merged.tokens);
    expect(Math.abs(Math.exp(score.loss - merged.loss) - 1)).toBeLessThan(TOLERANCE);
  });

  it("scores answers to the token like the trainer", { timeout: 300_000 }, async () => {
    const config = { model_dir: path("merged"), eval_file: path("samples.jsonl"), per_sample: true };
    const { sample_losses } = await run(
      "evaluate",
      config,
      z.object({ sample_losses: z.array(lossSchema).length(samples.length) }),
    );
    await using served = await openLocalModel({ modelPath: path("served.gguf"), model: "served" });
    for (const [index, [instruction, answer]] of samples.entries()) {
      const score = await served.scorer.score([{ role: "user", content: instruction }], answer, signal);
      const expected = sample_losses[index];
      expect(score.tokens).toBe(expected?.tokens);
      expect(Math.abs(score.loss / (expected?.loss ?? 0) - 1)).toBeLessThan(0.02);
    }
  });
});
