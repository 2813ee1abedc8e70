/**
 * Fine-tuning through a workflow and a GPU worker against the same trainer called by hand, in turn. Ctrl-C ends it with
 * all that it started.
 *
 *   node bin/run.mjs bench/training.ts [--samples FILE] [--rounds 2] [--steps 12]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createBaseModels } from "../activities/training/base-models.ts";
import { fillHyperparameters, finetuneConfig } from "../activities/training/finetune-config.ts";
import { readEnvironment } from "../configs/environment.ts";
import { readSettings } from "../configs/settings.ts";
import { readTrainingConfig } from "../configs/training.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import { freePort } from "../stack/ports/free-port.ts";
import { prepareTrainerProgram } from "../stack/trainer/open-trainer.ts";
import { sharedData } from "./support/read-export.ts";
import { stopOnSignal } from "./support/stop-on-signal.ts";
import { trainByHand } from "./training/by-hand.ts";
import type { MeasuredTraining } from "./training/measured-training.ts";
import { openTrainingWorkflow } from "./training/open-workflow.ts";
import { prepareDataset } from "./training/prepare-dataset.ts";
import { renderTrainings } from "./training/render-trainings.ts";

const { values } = parseArgs({
  options: {
    samples: {
      type: "string",
      default: fileURLToPath(new URL("datasets/instruct.train.jsonl", sharedData)),
    },
    rounds: { type: "string", default: "2" },
    steps: { type: "string", default: "12" },
  },
});
const count = z.coerce.number().int().min(1);
const rounds = count.parse(values.rounds);
const steps = count.parse(values.steps);

const dataDir = await mkdtemp(join(tmpdir(), "twin-training-"));
const environment = {
  ...(await readEnvironment()),
  DATA_DIR: dataDir,
  TEMPORAL_ADDRESS: "",
  TEMPORAL_PORT: `${await freePort()}`,
  TEMPORAL_UI_PORT: `${await freePort()}`,
};
const settings = readSettings({ TRAINER_DEVICE: "cpu", ...environment });
const signal = stopOnSignal();
const run = { signal, onNote: (note: string) => console.error(note) };
const training = await readTrainingConfig();
// No evaluation and no checkpoint but the last: both ways spend their time in steps.
const given = { steps, maxLength: 256, evalEvery: steps, saveEvery: steps };
const batch = training.hyperparameters.batchSize;

/** Every round's two runs. */
const measure = async (): Promise<MeasuredTraining[]> => {
  const rows: MeasuredTraining[] = [];
  const dataset = await prepareDataset({
    samples: values.samples,
    train: steps * batch,
    test: batch,
    dataDir,
  });
  const program = await prepareTrainerProgram(settings, run);
  const models = createBaseModels({ catalogue: await readCatalogue(), cacheDir: cacheFolder(settings) });
  const base = await models.choose(training.baseModel, run);
  await using workflow = await openTrainingWorkflow(environment, signal);
  for (let round = 1; round <= rounds; round += 1) {
    const files = {
      baseModel: base.location,
      trainFile: join(dataset.folder, "data", "train.jsonl"),
      evalFile: join(dataset.folder, "data", "test.jsonl"),
      outputDir: join(dataDir, `by-hand-${round}`),
    };
    const config = finetuneConfig("lora", fillHyperparameters(given, training), files, {
      ...training,
      device: settings.trainerDevice,
    });
    rows.push(await trainByHand(program, config, { folder: dataDir, signal }));
    rows.push(
      await workflow.train({
        runKey: `round-${round}`,
        dataset: dataset.artefact,
        baseModel: training.baseModel,
        method: "lora",
        hyperparameters: given,
      }),
    );
    console.error(`round ${round} of ${rounds}`);
  }
  return rows;
};

try {
  console.log(renderTrainings(await measure()));
} catch (error) {
  if (!signal.aborted) throw error;
  console.error("Stopped.");
  process.exitCode = 130;
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
