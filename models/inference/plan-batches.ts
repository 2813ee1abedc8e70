/** Padded tokens in one run of the model: enough to keep its matrices busy, and small enough to stay in the cache. */
const TOKENS_PER_BATCH = 512;

/**
 * Groups texts by length, so that little is padded: indices of texts, longest first, each group at most
 * `tokensPerBatch` tokens with its padding (or one text).
 *
 * @param lengths tokens of each text.
 */
export const planBatches = (lengths: readonly number[], tokensPerBatch = TOKENS_PER_BATCH): number[][] => {
  const longestFirst = lengths
    .map((length, index) => ({ length, index }))
    .sort((a, b) => b.length - a.length);
  const batches: number[][] = [];
  let batch: number[] = [];
  let longest = 0;
  for (const { length, index } of longestFirst) {
    if (batch.length > 0 && (batch.length + 1) * longest > tokensPerBatch) {
      batches.push(batch);
      batch = [];
    }
    if (batch.length === 0) longest = length;
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
};
