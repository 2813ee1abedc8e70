import { hostname } from "node:os";
import type { Logger } from "../../configs/logger.ts";
import type { Settings } from "../../configs/settings.ts";
import type { SmokeTests } from "../../configs/smoke-tests.ts";
import { createLocalBackend } from "../../models/generation/local/create-local-backend.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import { createFixedServing } from "./create-fixed-serving.ts";
import { createSwitchingServing } from "./create-switching-serving.ts";
import { followServing } from "./follow-serving.ts";
import { createVersionLoader } from "./load-version.ts";
import type { Serving, ServingEvents } from "./serving.ts";

export interface ServingDependencies {
  readonly settings: Pick<Settings, "generationBackend">;
  readonly registry: Pick<Registry, "getModel" | "readServing" | "reportServing">;
  readonly artefacts: Pick<ArtefactStore, "fetch">;
  readonly smokeTests: SmokeTests;
  /** Opens what the settings name. */
  readonly openBase: (signal: AbortSignal) => Promise<GenerationBackend>;
  readonly events: ServingEvents;
  readonly logger: Logger;
}

/** A candidate's answer is held back for this long at most before the stable version answers instead. */
const CANDIDATE_SECONDS = 120;
const RETRY_MS = 10_000;

/**
 * Opens what answers: models in this process, which follow what the registry says is to serve, or the one server of
 * the settings.
 */
export const openServing = ({ settings, ...dependencies }: ServingDependencies): Serving => {
  const { registry, openBase, events, logger } = dependencies;
  if (settings.generationBackend !== "local") return createFixedServing(openBase);
  const openModel = (modelPath: string, model: string) => createLocalBackend({ modelPath, model });
  const serving = createSwitchingServing({
    load: createVersionLoader({ ...dependencies, openModel }),
    clock: () => performance.now(),
    retryMs: RETRY_MS,
    candidateSeconds: CANDIDATE_SECONDS,
    events,
  });
  const instance = `gateway-${process.pid}@${hostname()}`;
  const following = followServing({ registry, serving, instance, logger });
  return {
    ...serving,
    [Symbol.asyncDispose]: async () => {
      await following[Symbol.asyncDispose]();
      await serving[Symbol.asyncDispose]();
    },
  };
};
