import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Settings } from "../../configs/settings.ts";
import type { ModelKind } from "../../models/catalogue/catalogue-schema.ts";
import { findModel } from "../../models/catalogue/find-model.ts";
import { requiredFiles } from "../../models/catalogue/model-routes.ts";
import { readCatalogue } from "../../models/catalogue/read-catalogue.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { isTemporalOnPath } from "../../stack/temporal/find-program.ts";
import { TEMPORAL_CLI_VERSION } from "../../stack/temporal/program-routes.ts";
import type { Check } from "./check.ts";

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const fetchedAtStart = {
  state: "warn",
  detail: "not here yet",
  advice: "`npm start` fetches it.",
} as const;

const modelCheck = (part: string, name: string, kind: ModelKind, cacheDir: string): Check => ({
  part,
  look: async () => {
    const model = findModel(await readCatalogue(), name, kind);
    const folder = model.folder
      ? resolve(model.folder)
      : join(cacheDir, "models", `${name}-${model.version}`);
    const there = await Promise.all(requiredFiles(model).map((path) => isThere(join(folder, path))));
    return there.every(Boolean) ? { state: "ok", detail: `${name} in ${folder}` } : fetchedAtStart;
  },
});

const temporalProgramCheck = (cacheDir: string): Check => ({
  part: "Temporal's CLI",
  look: async (signal) => {
    if (await isTemporalOnPath(signal)) return { state: "ok", detail: "on PATH" };
    const path = join(cacheDir, `temporal-${TEMPORAL_CLI_VERSION}`, "temporal");
    return (await isThere(path)) ? { state: "ok", detail: path } : fetchedAtStart;
  },
});

/** Looks for the programs and models that the settings ask for. */
export const artefactChecks = (settings: Settings): Check[] => {
  const cacheDir = cacheFolder(settings);
  return [
    ...(settings.temporalAddress ? [] : [temporalProgramCheck(cacheDir)]),
    modelCheck("Embedding model", settings.embeddingModel, "embedding", cacheDir),
    ...(settings.generationBackend === "local"
      ? [modelCheck("Generation model", settings.generationModel, "generation", cacheDir)]
      : []),
    ...(settings.rerankerModel ? [modelCheck("Reranker", settings.rerankerModel, "reranker", cacheDir)] : []),
  ];
};
