import type { ServingTarget } from "../api/generated/index.ts";

type Report = ServingTarget["reports"][number];

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

/** What answers in a gateway without the stable version: what did so far, then what did before, then the base model. */
const standInOf = (
  { previous, candidate }: ServingTarget,
  reports: readonly Report[],
): string | undefined => {
  const ready = reports.filter(({ state }) => state === "ready").map(({ version }) => version);
  const last = [...(previous === undefined ? [] : [nameOf(previous)]), BASE];
  const former = ready.find((version) => version !== candidate?.version && !last.includes(version));
  return former ?? last.find((version) => ready.includes(version));
};

const once = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];

/** Tells from a target's reports whether its stable version answers, and what answers in its place where it does not. */
export const answeringOf = (target: ServingTarget): Answering => {
  const { stable, reports } = target;
  const own = reports.filter(({ version }) => version === nameOf(stable));
  const lacking = own.filter(({ state }) => state !== "ready");
  const failed = lacking.some(({ state, reason }) => state === "failed" || reason !== null);
  const instead = lacking.flatMap(({ instance }) => {
    const others = reports.filter((report) => report.instance === instance && !own.includes(report));
    return standInOf(target, others) ?? [];
  });
  return {
    loaded: own.length - lacking.length,
    gateways: own.length,
    state: lacking.length === 0 ? "ready" : failed ? "failed" : "loading",
    reasons: once(lacking.flatMap(({ reason }) => reason ?? [])),
    instead: once(instead).map((version) => (version === BASE ? null : version)),
  };
};
