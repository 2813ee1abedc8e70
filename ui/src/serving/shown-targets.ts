import type { ServingTarget } from "../api/generated/index.ts";

/** Targets that mean something to people: the gateway itself, and a server once something was deployed to it. */
export const shownTargets = (targets: readonly ServingTarget[]): ServingTarget[] =>
  targets.filter(({ target, revision }) => target === "local" || revision > 0);
