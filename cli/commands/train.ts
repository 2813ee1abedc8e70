import { z } from "zod";
import type { StartRunRequest } from "../../api/contract/runs.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { durationSchema } from "../../domain/runs/duration.ts";
import { defineCommand } from "../define-command.ts";
import { runAndFollow, runInBackground } from "../runs/run-and-follow.ts";
import { importDataset } from "../training/import-dataset.ts";

const count = z.coerce.number().int().min(1).optional();

const inputSchema = z.object({
  author: z.string({ error: "name the author by --author" }).min(1),
  dataset: z.string().min(1).optional(),
  file: z.string().min(1).optional(),
  baseModel: z.string().min(1).optional(),
  steps: count,
  epochs: z.coerce.number().gt(0).optional(),
  learningRate: z.coerce.number().gt(0).max(1).optional(),
  quantization: z.string().optional(),
  samples: count,
  deploy: z.boolean().default(false),
  canary: z.boolean().default(true),
  canarySeconds: z.coerce.number().min(0).optional(),
  approvalTimeout: durationSchema.optional(),
  onlyNew: z.boolean().default(false),
  wait: z.boolean().default(true),
});
type Options = z.output<typeof inputSchema>;

/** A field, unless it was left out: the run has its own defaults then. */
const given = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  value === undefined ? {} : { [name]: value };

const toRequest = (options: Options): StartRunRequest => {
  const { author, steps, epochs, learningRate, samples, approvalTimeout } = options;
  const seconds = options.canary ? options.canarySeconds : 0;
  return {
    kind: "continuousTraining",
    input: {
      author,
      ...given("dataset", options.dataset),
      ...given("baseModel", options.baseModel),
      hyperparameters: {
        ...given("steps", steps),
        ...given("epochs", epochs),
        ...given("learningRate", learningRate),
      },
      ...given("quantization", options.quantization),
      evaluation: given("samples", samples),
      approval: given("timeout", approvalTimeout),
      ...(options.deploy ? { deploy: { canary: given("seconds", seconds) } } : {}),
      onlyNewDataset: options.onlyNew,
    },
  };
};

export const trainCommand = defineCommand({
  name: "train",
  summary: "Train a model on an author's dataset, compare it with what serves, and ask a human.",
  options: [
    ["--author <name>", "whose twin it is"],
    ["--dataset <id>", "one of the author's dataset versions; default: the newest"],
    ["--file <path>", "import this file of samples first, and train on it"],
    ["--base-model <name>", "a model of the catalogue, a folder, or a name on the hub"],
    ["--steps <count>", "optimizer steps, in place of epochs"],
    ["--epochs <count>", "passes over the samples"],
    ["--learning-rate <rate>", "such as 0.0002"],
    ["--quantization <type>", "GGUF type that will serve, such as Q8_0"],
    ["--samples <count>", "held-out samples that both models answer"],
    ["--deploy", "deploy it once it is approved"],
    ["--canary-seconds <seconds>", "how long it is watched while it answers its share"],
    ["--no-canary", "promote it right after its smoke test"],
    ["--approval-timeout <time>", "time for the decision, such as 72h"],
    ["--only-new", "end at once when the dataset was trained on before"],
    ["--no-wait", "start it and return"],
  ],
  examples: [
    'npx twin train --author "Ada Lovelace"',
    'npx twin train --author "Ada Lovelace" --file samples.jsonl --steps 40 --deploy',
    'npx twin train --author "Ada Lovelace" --steps 40 --deploy --no-canary',
  ],
  input: inputSchema,
  run: async (context, { file, ...options }) => {
    if (file && options.dataset) throw new InvalidInputError("Name --file or --dataset, not both.");
    const dataset = file ? await importDataset(context, file, options.author) : options.dataset;
    const request = toRequest({ ...options, dataset });
    return options.wait ? runAndFollow(context, request) : runInBackground(context, request);
  },
});
