/** Up to so many pairs, every assignment of signs is looked at: 4,096 of them. */
const EXACT_UP_TO = 12;
/** Sums that differ by less than this share came out of the same figures added in another order. */
const ROUNDING = 1e-9;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * The two-sided p-value of a paired permutation test: how often differences whose signs are chosen at random are as far
 * from zero together as the ones that were seen (Fisher, 1935; as a test of language models: Dror et al., 2018, "The
 * Hitchhiker's Guide to Testing Statistical Significance in Natural Language Processing"). It assumes nothing about how
 * the figures are distributed. Exact for up to 12 pairs, by random signs for more.
 *
 * @param differences one a pair; not empty.
 * @param random numbers in [0, 1), seeded by the caller so that the result can be repeated.
 */
export const pairedPermutationTest = (
  differences: readonly number[],
  random: () => number,
  resamples = 10_000,
): number => {
  const seen = Math.abs(sumOf(differences)) * (1 - ROUNDING);
  const isAsFar = (negative: (index: number) => boolean): boolean =>
    Math.abs(sumOf(differences.map((value, index) => (negative(index) ? -value : value)))) >= seen;

  if (differences.length <= EXACT_UP_TO) {
    const all = 2 ** differences.length;
    let far = 0;
    for (let signs = 0; signs < all; signs += 1)
      if (isAsFar((index) => (signs & (1 << index)) !== 0)) far += 1;
    return far / all;
  }
  let far = 0;
  for (let drawn = 0; drawn < resamples; drawn += 1) if (isAsFar(() => random() < 0.5)) far += 1;
  // The assignment that was seen counts as one of those drawn, so that no p-value is ever 0.
  return (far + 1) / (resamples + 1);
};
