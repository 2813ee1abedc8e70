import { isCandidatesTurn } from "../../domain/deployment/candidate-turn.ts";
import { BASE, type ServingState } from "../../domain/deployment/serving.ts";
import { UnavailableError } from "../../domain/errors.ts";
import { abortable } from "../abortable.ts";
import { createFleet, type FleetOptions, type Wish } from "./fleet.ts";
import type { Lease, Serving, ServingEvents, VersionFigures } from "./serving.ts";
import type { Slot } from "./slot.ts";

export interface SwitchingServing extends Serving {
  /** Loads and serves what the state says; called again with the same one, tries again what could not be loaded. */
  follow(state: ServingState): void;
  /** Why the state is not known. */
  lost(reason: string): void;
  /** The versions in this gateway. */
  slots(): readonly Slot[];
}

export interface SwitchingOptions extends Omit<FleetOptions, "onChange"> {
  readonly events: ServingEvents;
}

const nameOf = (version: string | null): string => version ?? BASE;

const toWishes = ({ stable, previous, candidate }: ServingState, serving: Slot | undefined): Wish[] => {
  const wishes: Wish[] = [
    { version: nameOf(stable), proven: true },
    // What answers until the stable version is loaded.
    ...(serving ? [{ version: serving.version, proven: true }] : []),
    ...(candidate ? [{ version: candidate.version, proven: false }] : []),
    ...(previous === undefined ? [] : [{ version: nameOf(previous), proven: true }]),
  ];
  return wishes.filter(
    ({ version }, index) => wishes.findIndex((wish) => wish.version === version) === index,
  );
};

/**
 * Serves versions beside each other and changes from one to the next without a gap: what answers goes on answering
 * until what is to come is loaded, and each answer keeps the model that it began with.
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
    },
  });

  const wake = (): void => {
    changed.resolve();
    changed = Promise.withResolvers<void>();
  };

  /** Lets the stable version answer as soon as it can. */
  const settle = (): void => {
    const stable = state && fleet.get(nameOf(state.stable));
    if (state && stable && stable !== serving && stable.status().state === "ready") {
      events.swapped({ from: serving?.version, to: stable.version, revision: state.revision });
      serving = stable;
    }
    wake();
  };

  const readyCandidate = (): { slot: Slot; weight: number } | undefined => {
    const { version, weight } = state?.candidate ?? {};
    const slot = version === undefined ? undefined : fleet.get(version);
    const usable = slot && slot !== serving && slot.status().state === "ready";
    return usable && weight !== undefined ? { slot, weight } : undefined;
  };

  const choose = (stable: Slot): Lease => {
    const candidate = readyCandidate();
    if (candidate && isCandidatesTurn(++turns, candidate.weight)) return candidate.slot.lease("candidate");
    return stable.lease("stable");
  };

  const whyNot = (): { state: "loading" | "failed"; reason: string } => {
    const { state: status = "loading", reason = unknown } =
      (state && fleet.get(nameOf(state.stable))?.status()) ?? {};
    return {
      state: status === "failed" ? "failed" : "loading",
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
      fleet.keep(toWishes(next, serving));
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
    acquire: (signal) => lend(signal, choose),
    acquireStable: (signal) => lend(signal, (stable) => stable.lease("stable")),
    check: async () => {
      const { state: outcome, reason } = whyNot();
      if (serving) {
        using lease = serving.lease("stable");
        await lease.backend.ready();
        return { state: "ok" };
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
