const WORD = /[\p{L}\p{N}]+/gu;

/** FNV-1a (Fowler, Noll, Vo), 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
};

/** The distinct runs of words of a text, each as a 32-bit hash, in ascending order. */
export type Shingles = Uint32Array;

/**
 * Cuts a text into its runs of `size` words, case and punctuation aside (Broder, 1997). A shorter text is one run; one
 * without words stands for itself.
 */
export const shinglesOf = (text: string, size: number): Shingles => {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [text.trim()];
  const runs = new Set<number>();
  for (let start = 0; start <= Math.max(0, words.length - size); start++) {
    runs.add(hash(words.slice(start, start + size).join(" ")));
  }
  return Uint32Array.from(runs).sort();
};

/** Number of shingles that two texts share. */
export const countShared = (a: Shingles, b: Shingles): number => {
  let shared = 0;
  let inA = 0;
  let inB = 0;
  while (inA < a.length && inB < b.length) {
    const difference = (a[inA] ?? 0) - (b[inB] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) inA++;
    if (difference >= 0) inB++;
  }
  return shared;
};

/** Share of common shingles among all of both (Jaccard), from 0 to 1. */
export const resemblance = (a: Shingles, b: Shingles): number => {
  const shared = countShared(a, b);
  const all = a.length + b.length - shared;
  return all === 0 ? 1 : shared / all;
};
