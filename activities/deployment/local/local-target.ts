import { setTimeout as sleep } from "node:timers/promises";
import { judgeCanary } from "../../../domain/deployment/judge-canary.ts";
import { parseReason } from "../../../domain/deployment/reason.ts";
import type { ServingReport, ServingState } from "../../../domain/deployment/serving.ts";
import type { Waiting } from "../../../domain/deployment/waiting.ts";
import { ChecksumError, SetupError, SmokeTestError, type TwinError } from "../../../domain/errors.ts";
import type { Registry } from "../../../stores/registry.ts";
import type { ActivityContext } from "../../activity-context.ts";
import { changeServing } from "../change-serving.ts";
import type { DeploymentPlan } from "../contract.ts";
import type { DeploymentTarget } from "../target.ts";
import { readLive, sumReports } from "./live-reports.ts";

export interface LocalTargetDependencies {
  readonly registry: Pick<Registry, "readServing" | "changeServing" | "listServingReports">;
  readonly now: () => Date;
  readonly context: () => ActivityContext;
  /** Milliseconds between two looks at the reports; default 500. */
  readonly pollMs?: number;
}

const POLL_MS = 500;

const NO_GATEWAY =
  "a gateway: none with GENERATION_BACKEND=local reports. Start one with `npm start`; the deployment goes on by itself.";

/** A gateway's failure, as the error that it met there. */
const toError = ({ instance, version, reason }: ServingReport): TwinError => {
  const { code, message } = parseReason(reason ?? "error: no reason given");
  const text = `${instance} cannot serve ${version}: ${message}`;
  switch (code) {
    case "checksum":
      return new ChecksumError(text);
    case "smoke-test":
      return new SmokeTestError(text);
    default:
      return new SetupError(text);
  }
};

/** What has still to come before every gateway serves as it should, after "waiting for"; `undefined` when nothing has. */
const describeWait = (
  gateways: readonly string[],
  reports: readonly ServingReport[],
  { revision }: ServingState,
): string | undefined => {
  if (gateways.length === 0) return NO_GATEWAY;
  const ready = reports.filter((report) => report.state === "ready" && report.revision >= revision);
  if (ready.length >= gateways.length) return undefined;
  const reason = reports.find((report) => report.state === "loading")?.reason;
  return `gateways: ${ready.length} of ${gateways.length} are ready${reason ? ` (${reason})` : ""}`;
};

/**
 * Models inside the gateways. Gateways and workers share nothing but the registry: what is to serve is written there,
 * gateways follow it and report.
 */
export const createLocalTarget = (dependencies: LocalTargetDependencies): DeploymentTarget => {
  const { registry, now, context, pollMs = POLL_MS } = dependencies;

  const readReports = async () => readLive(await registry.listServingReports("local"), now());

  /** Waits until all gateways that live have the version ready, having followed the newest state. */
  const untilReady = async ({ version }: DeploymentPlan, fewest: 0 | 1): Promise<void> => {
    const { signal, heartbeat } = context();
    for (;;) {
      const state = await registry.readServing("local");
      const live = await readReports();
      const reports = live.of(version);
      const failed = reports.find((report) => report.state === "failed" && report.revision >= state.revision);
      if (failed) throw toError(failed);
      const waiting = describeWait(live.gateways, reports, state);
      if (waiting === undefined || live.gateways.length + fewest === 0) return;
      heartbeat({ waiting } satisfies Waiting);
      await sleep(pollMs, undefined, { signal });
    }
  };

  /** Puts the version to trial with a share of the requests; what serves or served has a place already. */
  const offer = async (version: string, weight: number): Promise<void> => {
    await changeServing(registry, "local", ({ stable, previous, candidate }) => {
      if (candidate?.version === version && candidate.weight === weight) return undefined;
      const kept = previous === undefined ? {} : { previous };
      return { stable, ...kept, candidate: { version, weight } };
    });
  };

  return {
    canary: true,
    artefactOf: ({ artefacts }) => artefacts.serving,
    load: async (plan) => {
      const { version } = plan;
      const { stable, previous } = await registry.readServing("local");
      const isHeld = version === stable || version === previous;
      if (version !== null && !isHeld) await offer(version, 0);
      await untilReady(plan, 1);
    },
    startCanary: async ({ version }, { weight }) => {
      if (version !== null) await offer(version, weight);
    },
    readCanary: async ({ version, replaces }, canary) => {
      const live = await readReports();
      const candidate = sumReports(live.of(version));
      const verdict = judgeCanary(candidate, sumReports(live.of(replaces)), canary);
      const { requests, errors } = candidate;
      return { requests, errors, verdict, enough: verdict === null && requests >= canary.minRequests };
    },
    // Gateways that start later begin with what the registry says.
    settle: (plan) => untilReady(plan, 0),
    // Gateways follow the registry by themselves; what served before is loaded still.
    restore: async () => undefined,
  };
};
