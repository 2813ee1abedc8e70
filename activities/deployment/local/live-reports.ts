import type { ServingFigures } from "../../../domain/deployment/judge-canary.ts";
import { BASE, type ServingReport, STALE_MS } from "../../../domain/deployment/serving.ts";

/** What the gateways that live say. */
export interface LiveReports {
  /** Gateways that have reported lately. */
  readonly gateways: readonly string[];
  /** Their reports of one version. */
  of(version: string | null): readonly ServingReport[];
}

/** Leaves out what gateways said that are gone, and what they say of versions that they hold no more. */
export const readLive = (reports: readonly ServingReport[], now: Date): LiveReports => {
  const live = reports.filter(({ reportedAt }) => now.getTime() - Date.parse(reportedAt) < STALE_MS);
  return {
    gateways: [...new Set(live.map(({ instance }) => instance))],
    of: (version) => live.filter((report) => report.version === (version ?? BASE)),
  };
};

/** What a version did, in all gateways together. */
export const sumReports = (reports: readonly ServingReport[]): ServingFigures => ({
  requests: reports.reduce((sum, { requests }) => sum + requests, 0),
  errors: reports.reduce((sum, { errors }) => sum + errors, 0),
  msPerToken: reports.flatMap(({ msPerToken }) => msPerToken),
});
