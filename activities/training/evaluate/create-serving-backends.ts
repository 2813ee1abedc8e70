import { join } from "node:path";
import { InvalidInputError } from "../../../domain/errors.ts";
import { type EnsureModelOptions, ensureModel } from "../../../models/catalogue/ensure-model.ts";
import { openLocalModel } from "../../../models/generation/local/open-local-model.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { ModelToEvaluate, ServingBackend } from "./evaluated-model.ts";

export interface ServingBackendDependencies extends Pick<EnsureModelOptions, "catalogue" | "cacheDir"> {
  readonly artefacts: Pick<ArtefactStore, "fetch">;
}

const findGguf = async (
  model: ModelToEvaluate,
  { artefacts, catalogue, cacheDir }: ServingBackendDependencies,
  signal: AbortSignal,
): Promise<string> => {
  if (model.kind === "base") {
    const { folder } = await ensureModel(model.name, "generation", { catalogue, cacheDir, signal });
    return join(folder, "model.gguf");
  }
  const file = model.artefact.files.find(({ path }) => path.endsWith(".gguf"));
  if (file) return join(await artefacts.fetch(model.artefact, signal), file.path);
  const files = model.artefact.files.map(({ path }) => path).join(", ");
  throw new InvalidInputError(
    `The artefact of ${model.name} has no GGUF file, which the local backend serves; it has ${files}.`,
  );
};

/** The backends by which models can be evaluated, by deployment target. */
export const createServingBackends = (dependencies: ServingBackendDependencies) => {
  const local: ServingBackend = {
    name: "node-llama-cpp",
    open: async (model, signal) =>
      openLocalModel({ modelPath: await findGguf(model, dependencies, signal), model: model.name }),
  };
  return { local };
};
