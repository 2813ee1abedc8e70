import type { GenerationBackendName } from "../../domain/deployment/generation-backends.ts";
import { abortable } from "../abortable.ts";
import type { ServingResponse } from "../contract/serving.ts";
import type { ReadServedModel } from "../served-model.ts";

export interface GenerationDependencies {
  readonly generationBackend: GenerationBackendName;
  readonly readServedModel: ReadServedModel;
}

/** A model that is not loaded yet, or a server that does not answer, is not waited for. */
const WAIT_MS = 1_000;

/** What answers at this gateway, without its model while that cannot be told: `GET /readyz` says why. */
export const describeGeneration = async (
  { generationBackend, readServedModel }: GenerationDependencies,
  waitMs = WAIT_MS,
): Promise<ServingResponse["generation"]> => {
  const signal = AbortSignal.timeout(waitMs);
  const model = await abortable(readServedModel(signal), signal).catch(() => null);
  return { backend: generationBackend, model };
};
