import { InvalidInputError, SetupError } from "../../../domain/errors.ts";
import type { Baseline } from "../contract.ts";
import type { ModelToEvaluate, ServingBackend } from "./evaluated-model.ts";
import { type MeasureOptions, measureModel } from "./measure-model.ts";
import type { Question } from "./measure-sample.ts";
import type { MeasuredSample } from "./measured-sample.ts";

export type MeasuredBaseline =
  | { readonly measured: readonly MeasuredSample[]; readonly missing: null }
  /** Why it could not be measured. */
  | { readonly measured: null; readonly missing: string };

const toModel = (baseline: Baseline): ModelToEvaluate =>
  baseline.kind === "production"
    ? { kind: "artefact", name: baseline.id, artefact: baseline.artefact }
    : { kind: "base", name: baseline.id };

/**
 * Measures what the candidate is compared with. A base model that the backend cannot serve, such as a folder of
 * unquantized weights, is no failure: there is then nothing to compare with, and the gates say so.
 */
export const measureBaseline = async (
  serving: ServingBackend,
  baseline: Baseline,
  questions: readonly Question[],
  options: MeasureOptions,
): Promise<MeasuredBaseline> => {
  try {
    return { measured: await measureModel(serving, toModel(baseline), questions, options), missing: null };
  } catch (error) {
    const unservable = error instanceof InvalidInputError || error instanceof SetupError;
    if (baseline.kind === "base" && unservable) return { measured: null, missing: error.message };
    throw error;
  }
};
