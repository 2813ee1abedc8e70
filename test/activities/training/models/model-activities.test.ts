import { describe, expect, it } from "vitest";
import { createModelActivities } from "../../../../activities/training/models/create-model-activities.ts";
import type { ModelDependencies } from "../../../../activities/training/models/dependencies.ts";
import { InvalidInputError, NotFoundError } from "../../../../domain/errors.ts";
import type { Registry } from "../../../../stores/registry.ts";
import { approval, dataset, modelVersion } from "../../../support/registry-records.ts";
import { strictFake } from "../../../support/strict-fake.ts";

const page = <T>(...items: T[]) => ({ items });

const activitiesWith = (registry: Partial<Registry>, others: Partial<ModelDependencies> = {}) =>
  createModelActivities({
    registry: strictFake<Registry>("registry", registry),
    defaultBaseModel: "base-model",
    isCatalogued: (model) => model === "base-model",
    codeVersion: "0.1.0+abc",
    readPendingSteps: async () => [],
    notify: async () => {},
    ...others,
  });

describe("resolveTraining", () => {
  it("takes the newest dataset and the base model where nothing serves", async () => {
    const filters: unknown[] = [];
    const { resolveTraining } = activitiesWith({
      listDatasets: async (filter, { limit }) => {
        filters.push(filter, limit);
        return page(dataset({ id: "ada-instruct-v2" }));
      },
      listModels: async () => page(),
    });
    expect(await resolveTraining({ author: "Ada", onlyNewDataset: false })).toMatchObject({
      datasetId: "ada-instruct-v2",
      baseModel: "base-model",
      baseline: { kind: "base", id: "base-model" },
      train: true,
    });
    expect(filters).toEqual([{ author: "Ada", kind: "instruct" }, 1]);
  });

  it("compares a base model that cannot be served as it is with the default one", async () => {
    const { resolveTraining } = activitiesWith({
      getDataset: async () => dataset(),
      listModels: async () => page(),
    });
    const input = { author: "Ada", dataset: "d", baseModel: "/models/own", onlyNewDataset: false };
    expect(await resolveTraining(input)).toMatchObject({
      baseModel: "/models/own",
      baseline: { kind: "base", id: "base-model" },
    });
  });

  it("refuses a quantization that nothing makes before anything is trained", async () => {
    const { resolveTraining } = activitiesWith({});
    const input = { author: "Ada", quantization: "Q9_9", onlyNewDataset: false };
    await expect(resolveTraining(input)).rejects.toThrow(/quantization: there is no "Q9_9"; there is .*Q8_0/);
  });

  it("compares with the version in production", async () => {
    const serving = modelVersion({ id: "ada-v3", stage: "production" });
    const { resolveTraining } = activitiesWith({
      getDataset: async () => dataset(),
      listModels: async ({ stage }) => page(...(stage === "production" ? [serving] : [])),
    });
    const { baseline } = await resolveTraining({ author: "Ada", dataset: "d", onlyNewDataset: false });
    expect(baseline).toEqual({ kind: "production", id: "ada-v3", artefact: serving.artefacts.serving });
  });

  it("trains on a dataset once when only new ones are asked for", async () => {
    const { resolveTraining } = activitiesWith({
      getDataset: async () => dataset({ id: "d" }),
      listModels: async ({ datasetId }) => page(...(datasetId === "d" ? [modelVersion()] : [])),
    });
    const input = { author: "Ada", dataset: "d" };
    expect((await resolveTraining({ ...input, onlyNewDataset: true })).train).toBe(false);
    expect((await resolveTraining({ ...input, onlyNewDataset: false })).train).toBe(true);
  });

  it("refuses a dataset that is not there, or of another author or kind", async () => {
    const missing = activitiesWith({ getDataset: async () => undefined });
    await expect(
      missing.resolveTraining({ author: "Ada", dataset: "d9", onlyNewDataset: false }),
    ).rejects.toThrow(
      new NotFoundError('There is no dataset version "d9". `twin dataset list` shows which there are.'),
    );
    const preference = activitiesWith({ getDataset: async () => dataset({ kind: "preference" }) });
    await expect(
      preference.resolveTraining({ author: "Ada", dataset: "d", onlyNewDataset: false }),
    ).rejects.toThrow(InvalidInputError);
    const others = activitiesWith({
      getDataset: async () => dataset({ id: "bob-instruct-v1", author: "Bob" }),
    });
    await expect(
      others.resolveTraining({ author: "Ada", dataset: "bob-instruct-v1", onlyNewDataset: false }),
    ).rejects.toThrow(/bob-instruct-v1 is for the twin of "Bob", but the training is for "Ada"/);
    const small = activitiesWith({ getDataset: async () => dataset({ samples: { train: 9, test: 1 } }) });
    await expect(
      small.resolveTraining({ author: "Ada", dataset: "d", onlyNewDataset: false }),
    ).rejects.toThrow(/9 samples to train on and 1 to evaluate with/);
    const none = activitiesWith({ listDatasets: async () => page() });
    await expect(none.resolveTraining({ author: "Ada", onlyNewDataset: false })).rejects.toThrow(
      /no instruct dataset of "Ada"/,
    );
  });
});

describe("watchStep", () => {
  const step = { type: "finetune", started: true, heartbeat: undefined, lastFailure: null };
  const progress = { stage: "fine-tuning", done: 3, total: 40, unit: "steps", loss: 1.9, etaSeconds: 90 };
  it.each([
    [[], { state: "over", progress: null, lastFailure: null }],
    [[{ ...step, started: false }], { state: "waiting", progress: null, lastFailure: null }],
    [[{ ...step, heartbeat: progress }], { state: "running", progress, lastFailure: null }],
    [
      [{ ...step, heartbeat: { waiting: "a gateway" } }],
      { state: "running", progress: null, waiting: "a gateway", lastFailure: null },
    ],
    [[{ ...step, heartbeat: { done: "?" } }], { state: "running", progress: null, lastFailure: null }],
    [
      [{ ...step, started: false, lastFailure: "killed" }],
      { state: "waiting", progress: null, lastFailure: "killed" },
    ],
  ])("%j", async (steps, expected) => {
    const { watchStep } = activitiesWith({}, { readPendingSteps: async () => steps });
    expect(await watchStep({ workflowId: "w", runId: "r", activity: "finetune" })).toEqual(expected);
  });
});

describe("decisions", () => {
  it("asks, tells people, and answers with the decision that counts", async () => {
    const told: string[] = [];
    const first = {
      outcome: "rejected" as const,
      approver: "Bob",
      comment: "",
      override: false,
      decidedAt: "2026-01-01T00:00:00.000Z",
    };
    const activities = activitiesWith(
      {
        requestDecision: async (asked) => asked,
        recordDecision: async () => ({ ...approval(), decision: first }),
      },
      { notify: async (_, occasion) => void told.push(occasion) },
    );
    await activities.requestDecision(approval());
    await activities.remindOfDecision(approval());
    expect(told).toEqual(["requested", "reminder"]);
    const late = { ...first, outcome: "approved" as const };
    expect(await activities.recordDecision({ runId: "r", decision: late })).toEqual(first);
  });
});
