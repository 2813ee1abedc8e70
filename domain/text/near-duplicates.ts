import { resemblance, type Shingles } from "./shingles.ts";

/** A product that rounding raised just above a whole number is that number. */
const ROUNDING = 1e-9;

/** Texts that were seen, and how to find those that resemble another one. */
export interface NearDuplicates {
  /** Positions of the texts added so far (from 0) that resemble this one, in order. */
  find(shingles: Shingles): number[];
  add(shingles: Shingles): void;
}

/**
 * Finds all texts with a resemblance of at least `threshold`, without looking at each pair. Of two such sets of a common
 * order, the first n − ⌈threshold · n⌉ + 1 elements have one in common, so that only these are indexed (prefix
 * filtering: Chaudhuri, Ganti and Kaushik, 2006). Nothing is missed, unlike with MinHash.
 *
 * @param threshold above 0, at most 1.
 */
export const createNearDuplicates = (threshold: number): NearDuplicates => {
  const texts: Shingles[] = [];
  const positions = new Map<number, number[]>();
  const prefixOf = (shingles: Shingles): Shingles =>
    shingles.subarray(0, shingles.length - Math.ceil(threshold * shingles.length - ROUNDING) + 1);

  return {
    find: (shingles) => {
      const candidates = new Set<number>();
      for (const shingle of prefixOf(shingles)) {
        for (const position of positions.get(shingle) ?? []) candidates.add(position);
      }
      return [...candidates]
        .filter((position) => {
          const other = texts[position];
          return other !== undefined && resemblance(other, shingles) >= threshold;
        })
        .sort((a, b) => a - b);
    },
    add: (shingles) => {
      const position = texts.push(shingles) - 1;
      for (const shingle of prefixOf(shingles)) {
        const having = positions.get(shingle);
        if (having) having.push(position);
        else positions.set(shingle, [position]);
      }
    },
  };
};
