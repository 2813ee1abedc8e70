import { createHash } from "node:crypto";

/** What must not be torn apart: documents that say the same, with their samples. */
export interface SplitGroup {
  /** Distinct among the groups. */
  readonly key: string;
  /** How much of the whole it is, above 0. */
  readonly weight: number;
}

export interface SplitOptions {
  /** Part of the whole weight to hold out, above 0 and below 1. */
  readonly testShare: number;
  readonly seed: number;
}

const placeOf = (key: string, seed: number): string =>
  createHash("sha256").update(`${seed}:${key}`).digest("hex");

/**
 * Chooses the groups to hold out: in an order that only seed and key decide, each that still fits the share. The same
 * groups give the same choice in any order. Where there are two or more, neither side is empty.
 *
 * @returns the keys of the groups held out.
 */
export const chooseHeldOut = (
  groups: readonly SplitGroup[],
  { testShare, seed }: SplitOptions,
): ReadonlySet<string> => {
  const ordered = groups
    .map((group) => ({ ...group, place: placeOf(group.key, seed) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const wanted = testShare * groups.reduce((sum, { weight }) => sum + weight, 0);
  const heldOut = new Set<string>();
  let taken = 0;
  for (const { key, weight } of ordered) {
    if (taken + weight > wanted) continue;
    taken += weight;
    heldOut.add(key);
  }
  const [first, ...others] = ordered;
  if (heldOut.size === 0 && first && others.length > 0) {
    const lightest = others.reduce((least, group) => (group.weight < least.weight ? group : least), first);
    heldOut.add(lightest.key);
  }
  return heldOut;
};
