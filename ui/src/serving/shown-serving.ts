import type { ServingState, ServingTarget } from "../api/generated/index.ts";

/** What the gateway itself answers with. */
export type Generation = ServingState["generation"];

/** A target that versions are deployed to. */
export interface ShownTarget {
  readonly target: ServingTarget;
  /** What answers at it as the base model, where the gateway can tell. */
  readonly baseModel: string | null;
  /** Whether no gateway loads what is deployed to it, for they answer with something else. */
  readonly idle: boolean;
}

export interface ShownServing {
  /** What answers in place of a target; `undefined` where the gateway answers from one. */
  readonly generation: Generation | undefined;
  readonly targets: readonly ShownTarget[];
}

/** What answers, and the targets that mean something to people: where the gateway answers from, and where was deployed to. */
export const shownServing = ({ targets, generation }: ServingState): ShownServing => {
  const { backend, model } = generation;
  const isOwn = ({ target, revision }: ServingTarget): boolean =>
    target === backend && (target === "local" || revision > 0);
  return {
    generation: targets.some(isOwn) ? undefined : generation,
    targets: targets
      .filter((target) => isOwn(target) || target.revision > 0)
      .map((target) => ({
        target,
        baseModel: isOwn(target) && target.stable === null ? model : null,
        idle: target.target === "local" && backend !== "local" && target.reports.length === 0,
      })),
  };
};
