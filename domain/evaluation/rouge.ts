const WORD = /[\p{L}\p{N}]+/gu;

const wordsOf = (text: string): string[] => text.normalize("NFKC").toLowerCase().match(WORD) ?? [];

/** Length of the longest common subsequence, by dynamic programming over two rows. */
const commonLength = (left: readonly string[], right: readonly string[]): number => {
  let row = new Array<number>(right.length + 1).fill(0);
  for (const word of left) {
    const next = [0];
    for (const [index, other] of right.entries()) {
      const above = row[index + 1] ?? 0;
      const before = next[index] ?? 0;
      next.push(word === other ? (row[index] ?? 0) + 1 : Math.max(above, before));
    }
    row = next;
  }
  return row[right.length] ?? 0;
};

/**
 * ROUGE-L F1 of an answer to a reference, from 0 to 1: the harmonic mean of the shares that their longest common
 * subsequence of words has of each (Lin, 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"). Words are
 * compared in lower case, without stemming, as Google's `rouge-score` does by default.
 */
export const rougeL = (answer: string, reference: string): number => {
  const given = wordsOf(answer);
  const wanted = wordsOf(reference);
  const common = commonLength(given, wanted);
  return common === 0 ? 0 : (2 * common) / (given.length + wanted.length);
};
