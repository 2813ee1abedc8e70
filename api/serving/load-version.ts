import { join } from "node:path";
import type { SmokeTests } from "../../configs/smoke-tests.ts";
import { BASE } from "../../domain/deployment/serving.ts";
import { NotFoundError, SetupError, SmokeTestError } from "../../domain/errors.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import { checkGoldenTokens, checkPrompts, readGoldenTokens } from "../../models/smoke-test.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import type { LoadVersion } from "./fleet.ts";

export interface VersionLoaderDependencies {
  readonly registry: Pick<Registry, "getModel">;
  readonly artefacts: Pick<ArtefactStore, "fetch">;
  readonly smokeTests: SmokeTests;
  /** Opens the model of the settings. */
  readonly openBase: (signal: AbortSignal) => Promise<GenerationBackend>;
  /** Opens a GGUF file under a name. */
  readonly openModel: (modelPath: string, name: string) => Promise<GenerationBackend>;
}

/** @throws {SetupError} when an artefact is not one GGUF file with what belongs to it. */
const modelFile = (version: string, { files }: Artefact): string => {
  const [file, ...more] = files.filter(({ path }) => path.endsWith(".gguf"));
  if (file && more.length === 0) return file.path;
  throw new SetupError(
    `What ${version} is to serve has ${more.length + (file ? 1 : 0)} GGUF files instead of one: quantize the version again.`,
  );
};

/** Loads a version of the registry: its files are checked on every load, and it must pass its smoke test first. */
export const createVersionLoader = (dependencies: VersionLoaderDependencies): LoadVersion => {
  const { registry, artefacts, smokeTests, openBase, openModel } = dependencies;

  const smokeTest = async (
    backend: GenerationBackend,
    folder: string,
    signal: AbortSignal,
  ): Promise<void> => {
    const { encode } = backend;
    if (!encode) throw new SmokeTestError("The backend cannot tell its tokens");
    await checkGoldenTokens(await readGoldenTokens(folder), encode);
    await checkPrompts(backend, smokeTests, signal);
  };

  return async ({ version, proven }, signal) => {
    if (version === BASE) return openBase(signal);
    const found = await registry.getModel(version);
    if (!found)
      throw new NotFoundError(`There is no model version ${JSON.stringify(version)} in the registry`);
    const { serving } = found.artefacts;
    const folder = await artefacts.fetch(serving, signal);
    const backend = await openModel(join(folder, modelFile(version, serving)), version);
    try {
      if (!proven) await smokeTest(backend, folder, signal);
      signal.throwIfAborted();
      return backend;
    } catch (error) {
      await backend[Symbol.asyncDispose]();
      throw error;
    }
  };
};
