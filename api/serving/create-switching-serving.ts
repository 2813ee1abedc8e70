import { isCandidatesTurn } from "../../domain/deployment/candidate-turn.ts";
import type { ServingState } from "../../domain/deployment/serving.ts";
import { UnavailableError } from "../../domain/errors.ts";
import { abortable } from "../abortable.ts";
import { createFleet, type FleetOptions } from "./fleet.ts";
import { isHopeless, missingVersion, nameOf, pickServing, spellVersion, toWishes } from "./plan-serving.ts";
import type { Lease, Serving, ServingEvents, VersionFigures } from "./serving.ts";
import type { Slot, SlotStatus } from "./slot.ts";
import { warnOfStandIn } from "./warn-of-stand-in.ts";

export interface SwitchingServing extends Serving {
  /** Loads and serves what the state says; called again with the same one, tries again what could not be loaded. */
  follow(state: ServingState): void;
  /** Why the state is not known. */
  lost(reason: string): void;
  /** The versions in this gateway. */
  slots(): readonly Slot[];
  /** The version that answers now, if one does. */
  answering(): string | undefined;
}

export interface SwitchingOptions extends Omit<FleetOptions, "onChange"> {
  readonly events: ServingEvents;
}

/**
 * Serves versions beside each other and changes from one to the next without a gap: what answers goes on answering
 * until what is to come is loaded, and each answer keeps the model that it began with. Where nothing answers yet and
 * the stable version cannot be loaded, what served before it stands in, or the base model.
 */
export const createSwitchingServing = (options: SwitchingOptions): SwitchingServing => {
  const { events } = options;
  let state: ServingState | undefined;
  let unknown = "it is being read what to serve";
  let serving: Slot | undefined;
  let turns = 0;
  let changed = Promise.withResolvers<void>();

  const fleet = createFleet({
    ...options,
    onChange: (slot) => {
      const { state: outcome, reason } = slot.status();
      if (outcome === "failed") events.versionFailed({ version: slot.version, reason: reason ?? "" });
      settle();
      // Where the stable version has failed, a stand-in is needed.
      arrange();
    },
  });

  const wake = (): void => {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };

  const statusOf = (version: string): SlotStatus | undefined => fleet.get(version)?.status();
  /** Lets what is to answer do so as soon as it can. */
  const settle = (): void => {
    const version = state && pickServing(state, serving?.version, statusOf);
    const next = version === undefined ? undefined : fleet.get(version);
    if (state && next && next !== serving) {
      events.swapped({ from: serving?.version, to: next.version, revision: state.revision });
      serving = next;
    }
    wake();
  };

  /** Asks for what is to be at hand. */
  const arrange = (): void => {
    if (state) fleet.keep(toWishes(state, serving?.version, statusOf));
  };

  const readyCandidate = (): { slot: Slot; weight: number } | undefined => {
    const { version, weight } = state?.candidate ?? {};
    const slot = version === undefined ? undefined : fleet.get(version);
    const usable = slot && slot !== serving && slot.status().state === "ready";
    return usable && weight !== undefined ? { slot, weight } : undefined;
  };

  const missing = () => state && serving && missingVersion(state, serving.version, statusOf);

  const leaseStable = (slot: Slot): Lease => {
    const lease = slot.lease("stable");
    const wanted = missing()?.version;
    return wanted === undefined ? lease : warnOfStandIn(lease, { wanted, actual: slot.version });
  };

  const choose = (stable: Slot): Lease => {
    const candidate = readyCandidate();
    if (candidate && isCandidatesTurn(++turns, candidate.weight)) return candidate.slot.lease("candidate");
    return leaseStable(stable);
  };

  /** Why nothing answers yet, or ever. */
  const whyNot = (): { state: "loading" | "failed"; reason: string } => {
    const { reason } = (state && statusOf(nameOf(state.stable))) ?? { reason: unknown };
    return {
      state: state && isHopeless(state, statusOf) ? "failed" : "loading",
      reason: reason ?? "the generation model is being loaded",
    };
  };

  const lend = async (signal: AbortSignal, take: (stable: Slot) => Lease): Promise<Lease> => {
    while (!serving) {
      signal.throwIfAborted();
      const { state: outcome, reason } = whyNot();
      if (outcome === "failed") throw new UnavailableError(`What is to serve cannot be loaded: ${reason}`);
      await abortable(changed.promise, signal);
    }
    return take(serving);
  };

  const roleOf = ({ version }: Slot): VersionFigures["role"] => {
    if (version === serving?.version || version === nameOf(state?.stable ?? null)) return "stable";
    return version === state?.candidate?.version ? "candidate" : "previous";
  };

  return {
    follow: (next) => {
      const before = state?.candidate;
      // A change is a new attempt.
      if (next.revision !== state?.revision) fleet.forgetFailures();
      state = next;
      settle();
      arrange();
      const { candidate } = next;
      if (!candidate) return;
      if (candidate.weight !== before?.weight) turns = 0;
      if (candidate.version !== before?.version) fleet.get(candidate.version)?.tally.reset();
    },
    lost: (reason) => {
      unknown = reason;
      wake();
    },
    slots: () => fleet.all(),
    answering: () => serving?.version,
    acquire: (signal) => lend(signal, choose),
    acquireStable: (signal) => lend(signal, leaseStable),
    check: async () => {
      const { state: outcome, reason } = whyNot();
      if (serving) {
        using lease = serving.lease("stable");
        await lease.backend.ready();
        const absent = missing();
        if (absent === undefined) return { state: "ok" };
        const detail = `${spellVersion(serving.version)} answers in place of ${spellVersion(absent.version)}, which cannot be loaded: ${absent.reason}`;
        return { state: "ok", detail };
      }
      if (outcome === "failed") throw new UnavailableError(reason);
      return { state: "starting", detail: reason };
    },
    figures: () =>
      fleet.all().map((slot) => {
        const { requests, errors } = slot.tally.read();
        return { version: slot.version, role: roleOf(slot), state: slot.status().state, requests, errors };
      }),
    [Symbol.asyncDispose]: () => fleet[Symbol.asyncDispose](),
  };
};
