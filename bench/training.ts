/**
 * Fine-tuning through a workflow and a GPU worker against the same trainer called by hand, in turn.
 *
 *   node bench/training.ts [--samples FILE] [--rounds 2] [--steps 12]
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
import { trainByHand } from "./training/by-hand.ts";
import type { MeasuredTraining } from "./training/measured-training.ts";
import { openTrainingWorkflow } from "./training/open-workflow.ts";
import { prepareDataset } from "./training/prepare-dataset.ts";

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
const run = { signal: new AbortController().signal, onNote: (note: string) => console.error(note) };
const training = await readTrainingConfig();
// No evaluation and no checkpoint but the last: both ways spend their time in steps.
const given = { steps, maxLength: 256, evalEvery: steps, saveEvery: steps };
const batch = training.hyperparameters.batchSize;
const rows: MeasuredTraining[] = [];
try {
  const dataset = await prepareDataset({
    samples: values.samples,
    train: steps * batch,
    test: batch,
    dataDir,
  });
  const program = await prepareTrainerProgram(settings, run);
  const models = createBaseModels({ catalogue: await readCatalogue(), cacheDir: cacheFolder(settings) });
  const base = await models.choose(training.baseModel, run);
  await using workflow = await openTrainingWorkflow(environment);
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
    rows.push(await trainByHand(program, config, dataDir));
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
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

const mean = (way: string, figure: "seconds" | "tokensPerSecond"): number => {
  const figures = rows.filter((row) => row.way === way).map((row) => row[figure]);
  return figures.reduce((sum, value) => sum + value, 0) / figures.length;
};
console.log("| way | tokens/s | seconds | peak memory |");
console.log("| --- | --- | --- | --- |");
for (const row of rows.sort((left, right) => left.way.localeCompare(right.way))) {
  const memory = `${Math.round(row.peakMemoryBytes / 1e6)} MB`;
  console.log(`| ${row.way} | ${row.tokensPerSecond.toFixed(1)} | ${row.seconds.toFixed(1)} | ${memory} |`);
}
const slower = (figure: "seconds" | "tokensPerSecond"): string => {
  const ratio = mean("workflow", figure) / mean("by hand", figure);
  return `${(100 * (figure === "seconds" ? ratio - 1 : 1 / ratio - 1)).toFixed(1)}%`;
};
console.log(
  `\nOverhead of the workflow: ${slower("tokensPerSecond")} in steps, ${slower("seconds")} in all.`,
);
