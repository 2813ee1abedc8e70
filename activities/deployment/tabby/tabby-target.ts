import type { SmokeTests } from "../../../configs/smoke-tests.ts";
import type { Waiting } from "../../../domain/deployment/waiting.ts";
import { ConflictError, NotFoundError } from "../../../domain/errors.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import {
  checkGoldenTokens,
  checkPrompts,
  compareStart,
  GOLDEN_TOKENS_FILE,
  parseGoldenTokens,
} from "../../../models/smoke-test.ts";
import { placeModel } from "../../../models/tabby/place-model.ts";
import type { TabbyAdmin } from "../../../models/tabby/tabby-admin.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import type { ActivityContext } from "../../activity-context.ts";
import type { DeploymentPlan } from "../contract.ts";
import type { DeploymentTarget } from "../target.ts";

export interface TabbyTargetDependencies {
  readonly registry: Pick<Registry, "getModel">;
  readonly artefacts: Pick<ArtefactStore, "fetch" | "read">;
  readonly admin: TabbyAdmin;
  /** Generates with the same server. */
  readonly backend: GenerationBackend;
  readonly smokeTests: SmokeTests;
  /** The folder that the server reads its models from. */
  readonly modelsDir: string;
  /** Folder of the model that serves where no version does. */
  readonly baseModel: string;
  readonly context: () => ActivityContext;
}

const noCanary = (): never => {
  throw new ConflictError("A TabbyAPI server serves one model at a time: there is no canary");
};

/**
 * A TabbyAPI server, which holds one model: loading the next one takes the place of what serves. So a version serves
 * from the moment it is loaded, and a roll-back loads what served before.
 */
export const createTabbyTarget = (dependencies: TabbyTargetDependencies): DeploymentTarget => {
  const { registry, artefacts, admin, backend, smokeTests, modelsDir, baseModel, context } = dependencies;

  const loadFolder = async (folder: string): Promise<void> => {
    const { signal, heartbeat } = context();
    const waiting = `TabbyAPI, which ends the answers that run and then loads ${folder}`;
    heartbeat({ waiting } satisfies Waiting);
    await admin.load(folder, signal, (progress) => heartbeat({ loading: folder, ...progress }));
  };

  /** What the trainer wrote beside the artefact that the local backend serves: the chat template is the same. */
  const readGolden = async (id: string, signal: AbortSignal) => {
    const version = await registry.getModel(id);
    if (!version) throw new NotFoundError(`There is no model version ${JSON.stringify(id)}`);
    const bytes: Uint8Array[] = [];
    for await (const part of artefacts.read(version.artefacts.serving, GOLDEN_TOKENS_FILE, signal)) {
      bytes.push(part);
    }
    return parseGoldenTokens(Buffer.concat(bytes).toString("utf8"));
  };

  const smokeTest = async (id: string): Promise<void> => {
    const { signal } = context();
    const golden = await readGolden(id, signal);
    await checkGoldenTokens(golden, (messages) => admin.encode(messages, signal), compareStart);
    await checkPrompts(backend, smokeTests, signal);
  };

  const loadVersion = async ({ version, artefact }: DeploymentPlan): Promise<void> => {
    if (version === null || artefact === null) return loadFolder(baseModel);
    const { signal } = context();
    const source = await artefacts.fetch(artefact, signal);
    await placeModel(source, { modelsDir, id: version, artefact }, signal);
    await loadFolder(version);
    await smokeTest(version);
  };

  return {
    canary: false,
    artefactOf: ({ id, artefacts: { merged } }) => {
      if (merged) return merged;
      throw new ConflictError(
        `${id} has no merged safetensors, which are what TabbyAPI serves (it reads no GGUF): deploy it to the target local, or train a version that keeps them`,
      );
    },
    load: loadVersion,
    startCanary: async () => noCanary(),
    readCanary: async () => noCanary(),
    // It has served since it was loaded.
    settle: async () => undefined,
    restore: async ({ replaces }) => {
      try {
        await loadFolder(replaces ?? baseModel);
      } catch (error) {
        // Without a base model, a version that failed must not be what goes on serving.
        if (replaces !== null || !(error instanceof NotFoundError)) throw error;
        await admin.unload(context().signal);
      }
    },
  };
};
