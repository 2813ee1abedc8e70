import type { ServingTarget } from "../api/generated/index.ts";

/** How reports name the model of the settings. */
export const BASE = "base";

const nameOf = (version: string | null): string => version ?? BASE;

/** What really answers at a target, as its gateways report it. */
export interface Answering {
  /** Gateways whose stable version is loaded, of all that report one; none report where a server of its own answers. */
  readonly loaded: number;
  readonly gateways: number;
  /** `failed`: at least one gateway cannot load the stable version; `loading`: it is on its way. */
  readonly state: "ready" | "loading" | "failed";
  /** Why, in the gateways' own words, each once. */
  readonly reasons: readonly string[];
  /** What answers where the stable version does not; `null` is the base model. Empty where nothing does. */
  readonly instead: readonly (string | null)[];
}

const once = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Tells from a target's reports whether its stable version answers, and what answers in its place where it does not. */
export const answeringOf = (target: ServingTarget): Answering => {
  const { stable, reports } = target;
  const own = reports.filter(({ version }) => version === nameOf(stable));
  const lacking = own.filter(({ state }) => state !== "ready");
  const failed = lacking.some(({ state, reason }) => state === "failed" || reason !== null);
  const instead = lacking.flatMap(({ instance }) =>
    reports.filter((report) => report.instance === instance && report.answers).map(({ version }) => version),
  );
  return {
    loaded: own.length - lacking.length,
    gateways: own.length,
    state: lacking.length === 0 ? "ready" : failed ? "failed" : "loading",
    reasons: once(lacking.flatMap(({ reason }) => reason ?? [])),
    instead: once(instead).map((version) => (version === BASE ? null : version)),
  };
};
