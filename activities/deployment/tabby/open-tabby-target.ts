import type { Settings } from "../../../configs/settings.ts";
import { SetupError } from "../../../domain/errors.ts";
import { createOpenAiCompatibleBackend } from "../../../models/generation/openai-compatible/create-openai-compatible-backend.ts";
import { createTabbyAdmin } from "../../../models/tabby/tabby-admin.ts";
import type { DeploymentTarget } from "../target.ts";
import { createTabbyTarget, type TabbyTargetDependencies } from "./tabby-target.ts";

export interface OpenTabbyTarget
  extends Pick<TabbyTargetDependencies, "registry" | "artefacts" | "smokeTests" | "context"> {
  readonly settings: Pick<
    Settings,
    "generationUrl" | "generationModel" | "generationApiKey" | "tabbyAdminKey" | "tabbyModelsDir"
  >;
  readonly fetch: typeof fetch;
}

/** Opens the TabbyAPI server of the settings. @throws {SetupError} that names the settings which are missing. */
export const openTabbyTarget = ({ settings, fetch, ...rest }: OpenTabbyTarget): DeploymentTarget => {
  const {
    generationUrl: url,
    generationModel: model,
    tabbyAdminKey: adminKey,
    tabbyModelsDir: modelsDir,
  } = settings;
  if (url === undefined || adminKey === undefined || modelsDir === undefined) {
    const missing = Object.entries({
      GENERATION_URL: url,
      TABBY_ADMIN_KEY: adminKey,
      TABBY_MODELS_DIR: modelsDir,
    })
      .filter(([, value]) => value === undefined)
      .map(([name]) => name);
    throw new SetupError(`The target tabby needs ${missing.join(", ")} in the settings of the worker`);
  }
  const apiKey = settings.generationApiKey ?? adminKey;
  return createTabbyTarget({
    ...rest,
    admin: createTabbyAdmin({ url, adminKey, fetch }),
    backend: createOpenAiCompatibleBackend({ dialect: "tabby", url, model, apiKey, fetch }),
    modelsDir,
    baseModel: model,
  });
};
