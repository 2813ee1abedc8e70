import type { ModelActivities } from "../contract.ts";
import type { ModelDependencies } from "./dependencies.ts";
import { resolveTraining } from "./resolve-training.ts";
import { watchStep } from "./watch-step.ts";

/** The steps around training that need the registry alone, with their dependencies bound. */
export const createModelActivities = (dependencies: ModelDependencies): ModelActivities => {
  const { registry, notify } = dependencies;
  return {
    resolveTraining: (input) => resolveTraining(dependencies, input),
    watchStep: (input) => watchStep(dependencies, input),
    registerModel: async (draft) => {
      const { version } = await registry.registerModel(draft);
      return { id: version.id, version: version.version };
    },
    moveModel: async ({ id, from, to }) => void (await registry.moveModel(id, from, to)),
    requestDecision: async (approval) => {
      const asked = await registry.requestDecision(approval);
      await notify(asked, "requested");
      return asked;
    },
    remindOfDecision: (approval) => notify(approval, "reminder"),
    recordDecision: async ({ runId, decision }) => {
      const { decision: recorded } = await registry.recordDecision(runId, decision);
      return recorded ?? decision;
    },
  };
};
