import { median } from "../../domain/deployment/median.ts";
import { type ServingReport, type ServingState, STALE_MS, targets } from "../../domain/deployment/serving.ts";
import type { Registry } from "../../stores/registry.ts";
import type { ServingRole } from "../contract/models.ts";
import type { ServingTarget } from "../contract/serving.ts";

/** What every target is to serve. */
export const readServingStates = (registry: Pick<Registry, "readServing">): Promise<ServingState[]> =>
  Promise.all(targets.map((target) => registry.readServing(target)));

/** Where a version takes part, for each target. */
export const rolesOf = (version: string, states: readonly ServingState[]): ServingRole[] =>
  states.flatMap(({ target, stable, previous, candidate }): ServingRole[] => {
    const tried = candidate?.weight ?? 0;
    if (candidate?.version === version) return [{ target, role: "candidate", weight: tried }];
    if (stable === version) return [{ target, role: "stable", weight: 1 - tried }];
    return previous === version ? [{ target, role: "previous", weight: 0 }] : [];
  });

const toReport = ({ target: _, msPerToken, ...report }: ServingReport): ServingTarget["reports"][number] => ({
  ...report,
  msPerToken: median(msPerToken),
});

/** What a target is to serve, and what the gateways that are alive say of it. `now` in milliseconds since 1970. */
export const readServingTarget = async (
  registry: Pick<Registry, "listServingReports">,
  state: ServingState,
  now: number,
): Promise<ServingTarget> => {
  const reports = await registry.listServingReports(state.target);
  const live = reports.filter(({ reportedAt }) => now - Date.parse(reportedAt) < STALE_MS);
  return { ...state, reports: live.map(toReport) };
};
