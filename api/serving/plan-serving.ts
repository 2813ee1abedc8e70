import { BASE, type ServingState } from "../../domain/deployment/serving.ts";
import type { Wish } from "./fleet.ts";
import type { SlotStatus } from "./slot.ts";

type StatusOf = (version: string) => SlotStatus | undefined;

/** How reports and this gateway name what the registry says. */
export const nameOf = (version: string | null): string => version ?? BASE;

/** The same for people. */
export const spellVersion = (version: string): string => (version === BASE ? "the base model" : version);

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** What may answer while the stable version cannot, the best first: what answered before it, then the base model. */
const standInsOf = ({ stable, previous }: ServingState): string[] =>
  unique([...(previous === undefined ? [] : [nameOf(previous)]), BASE]).filter(
    (name) => name !== nameOf(stable),
  );

/** Whether loading has met trouble, be it for good or until what it needs is there again. */
const isInTrouble = (status: SlotStatus | undefined): boolean =>
  status !== undefined && status.state !== "ready" && status.reason !== null;

/** The stand-in that is to be loaded: the best that may still be had, and the last one where none may. */
const wantedStandIn = (state: ServingState, statusOf: StatusOf): string | undefined => {
  if (!isInTrouble(statusOf(nameOf(state.stable)))) return undefined;
  const standIns = standInsOf(state);
  return standIns.find((name) => !isInTrouble(statusOf(name))) ?? standIns.at(-1);
};

/**
 * What a gateway is to have at hand, what matters most first.
 *
 * @param serving what answers now.
 */
export const toWishes = (state: ServingState, serving: string | undefined, statusOf: StatusOf): Wish[] => {
  const { stable, previous, candidate } = state;
  // What answers goes on until the stable version is loaded; where nothing does, a stand-in is needed.
  const meanwhile = serving ?? wantedStandIn(state, statusOf);
  const wishes: Wish[] = [
    { version: nameOf(stable), proven: true },
    ...(meanwhile === undefined ? [] : [{ version: meanwhile, proven: true }]),
    ...(candidate ? [{ version: candidate.version, proven: false }] : []),
    ...(previous === undefined ? [] : [{ version: nameOf(previous), proven: true }]),
  ];
  return wishes.filter(
    ({ version }, index) => wishes.findIndex((wish) => wish.version === version) === index,
  );
};

/**
 * The version that is to answer, of those that are ready: the stable one; else what answers now; else a stand-in, once
 * the stable one is in trouble.
 *
 * @param serving what answers now.
 */
export const pickServing = (
  state: ServingState,
  serving: string | undefined,
  statusOf: StatusOf,
): string | undefined => {
  const isReady = (version: string): boolean => statusOf(version)?.state === "ready";
  const stable = nameOf(state.stable);
  if (isReady(stable)) return stable;
  return serving ?? (isInTrouble(statusOf(stable)) ? standInsOf(state).find(isReady) : undefined);
};

/** The version that should answer, and why it does not, where another stands in for it. */
export const missingVersion = (
  state: ServingState,
  serving: string,
  statusOf: StatusOf,
): { readonly version: string; readonly reason: string } | undefined => {
  const version = nameOf(state.stable);
  const status = statusOf(version);
  if (version === serving || !isInTrouble(status)) return undefined;
  return { version, reason: status?.reason ?? "" };
};

/** Whether nothing that could answer is left to be waited for. */
export const isHopeless = (state: ServingState, statusOf: StatusOf): boolean =>
  [nameOf(state.stable), ...standInsOf(state)].every((version) => statusOf(version)?.state === "failed");
