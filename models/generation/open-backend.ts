import { join } from "node:path";
import type { Settings } from "../../configs/settings.ts";
import { describeError } from "../../domain/describe-error.ts";
import { SetupError, TwinError } from "../../domain/errors.ts";
import { type EnsureModelOptions, ensureModel } from "../catalogue/ensure-model.ts";
import type { GenerationBackend } from "../generation.ts";
import { createExtractiveBackend } from "./extractive/create-extractive-backend.ts";
import { createLocalBackend } from "./local/create-local-backend.ts";
import { createOpenAiCompatibleBackend } from "./openai-compatible/create-openai-compatible-backend.ts";
import type { Dialect } from "./openai-compatible/dialect.ts";

export type GenerationSettings = Pick<
  Settings,
  "generationBackend" | "generationModel" | "generationUrl" | "generationApiKey"
>;

export interface OpenBackendOptions extends EnsureModelOptions {
  readonly fetch: typeof fetch;
  /** Called with the reason when the local model cannot be had and passages are quoted instead. */
  readonly onWarning: (message: string) => void;
}

const openLocal = async (model: string, options: OpenBackendOptions): Promise<GenerationBackend> => {
  const ensured = await ensureModel(model, "generation", options);
  return createLocalBackend({ modelPath: join(ensured.folder, "model.gguf"), model });
};

/** Opens the local model, or what stands in for it, which says so in every answer. */
const openLocalOrExtractive = async (
  model: string,
  options: OpenBackendOptions,
): Promise<GenerationBackend> => {
  try {
    return await openLocal(model, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    // A name that the catalogue does not know is a mistake to mend, not a model that cannot be had.
    if (!(error instanceof TwinError) || error.code === "invalid-input") throw error;
    const reason = `the model ${model} cannot be had (${describeError(error)})`;
    options.onWarning(reason);
    return createExtractiveBackend({ reason });
  }
};

const openServer = (
  dialect: Dialect,
  { generationUrl, generationModel, generationApiKey }: GenerationSettings,
  options: OpenBackendOptions,
): GenerationBackend => {
  if (generationUrl === undefined) {
    throw new SetupError(`GENERATION_BACKEND=${dialect} needs GENERATION_URL, the server's address`);
  }
  return createOpenAiCompatibleBackend({
    dialect,
    url: generationUrl,
    model: generationModel,
    ...(generationApiKey === undefined ? {} : { apiKey: generationApiKey }),
    fetch: options.fetch,
  });
};

/**
 * Opens what GENERATION_BACKEND names. The local model is fetched the first time; where it cannot be had, passages are
 * quoted instead, with a warning that tells why. Servers are not called yet: `ready` tells whether they answer.
 *
 * @throws {InvalidInputError} when the catalogue has no model of that name; {SetupError} when a server's URL is missing
 * or wrong; the signal's reason when aborted.
 */
export const openGenerationBackend = async (
  settings: GenerationSettings,
  options: OpenBackendOptions,
): Promise<GenerationBackend> => {
  switch (settings.generationBackend) {
    case "local":
      return openLocalOrExtractive(settings.generationModel, options);
    case "extractive":
      return createExtractiveBackend({ reason: "GENERATION_BACKEND=extractive" });
    default:
      return openServer(settings.generationBackend, settings, options);
  }
};
