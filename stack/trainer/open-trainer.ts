import { availableParallelism } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../configs/environment.ts";
import { settingDefinitions } from "../../configs/setting-definitions.ts";
import type { Settings } from "../../configs/settings.ts";
import type { Trainer } from "../../domain/training/trainer.ts";
import { cacheFolder } from "../downloads/cache-folder.ts";
import { childEnvironment } from "./child-environment.ts";
import { createTrainer, type TrainerProgram } from "./create-trainer.ts";
import { type EnvironmentOptions, type EnvironmentRun, ensureEnvironment } from "./ensure-environment.ts";
import { chooseDevice, cpuThreads } from "./hardware.ts";

type TrainerSettings = Pick<Settings, "cacheDir" | "trainerDevice" | "trainerPython">;

const secretNames = Object.values(settingDefinitions)
  .filter((definition) => "secret" in definition && definition.secret)
  .map(({ env }) => env);

/** What the trainer's environment is made of under these settings on this machine. */
export const environmentOptions = async (
  settings: TrainerSettings,
  signal?: AbortSignal,
): Promise<EnvironmentOptions> => ({
  trainer: join(projectRoot, "trainer"),
  cacheDir: cacheFolder(settings),
  python: settings.trainerPython,
  torch: (await chooseDevice(settings.trainerDevice, signal)) === "cpu" ? "cpu" : "default",
});

/** How the trainer is called under these settings, after its environment has been made where there is none. */
export const prepareTrainerProgram = async (
  settings: TrainerSettings,
  run: EnvironmentRun,
): Promise<TrainerProgram> => {
  const options = await environmentOptions(settings, run.signal);
  const python = await ensureEnvironment(options, run);
  return {
    command: [python, "-m", "twin_trainer"],
    env: childEnvironment({
      environment: process.env,
      withheld: secretNames,
      sources: join(options.trainer, "src"),
      threads: options.torch === "cpu" ? cpuThreads(availableParallelism()) : undefined,
    }),
  };
};

/**
 * The trainer of this project, whose environment is made when a command first runs.
 *
 * @param scratch see `createTrainer`.
 */
export const openTrainer = (settings: TrainerSettings, scratch?: string): Trainer =>
  createTrainer({
    prepare: (run) => prepareTrainerProgram(settings, run),
    ...(scratch !== undefined && { scratch }),
  });
