import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { trainedSchema } from "../../activities/training/finetune-result.ts";
import type { TrainerProgram } from "../../stack/trainer/create-trainer.ts";
import type { MeasuredTraining } from "./measured-training.ts";

/** Calls the trainer as a person does: with a configuration file, its output read to the end. An abort kills it. */
export const trainByHand = async (
  { command: [program, ...args], env }: TrainerProgram,
  config: Readonly<Record<string, unknown>>,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<MeasuredTraining> => {
  const file = join(folder, "by-hand.json");
  await writeFile(file, JSON.stringify(config));
  const began = performance.now();
  const child = spawn(program, [...args, "finetune", "--config", file], {
    stdio: ["ignore", "pipe", "ignore"],
    env,
    signal,
    killSignal: "SIGKILL",
  });
  const [output] = await Promise.all([text(child.stdout), once(child, "close")]);
  const lines = output.split("\n").filter(Boolean);
  const trained = trainedSchema.parse(JSON.parse(lines.at(-1) ?? "null"));
  return {
    way: "by hand",
    seconds: (performance.now() - began) / 1_000,
    tokensPerSecond: trained.tokens_per_second ?? Number.NaN,
    peakMemoryBytes: trained.peak_memory_bytes ?? Number.NaN,
  };
};
