import type { Batch } from "./messages.ts";

export interface ModelInputs {
  /** Rows and columns of each matrix. */
  readonly shape: readonly [number, number];
  readonly input_ids: BigInt64Array;
  /** 1 where there is a token, 0 where there is padding. */
  readonly attention_mask: BigInt64Array;
  readonly token_type_ids: BigInt64Array;
}

/** Pads rows on the right to the longest and lays them out as a BERT takes them. */
export const toInputs = (batch: Batch): ModelInputs => {
  const columns = Math.max(...batch.map(({ ids }) => ids.length));
  const size = batch.length * columns;
  const inputs = {
    shape: [batch.length, columns] as const,
    input_ids: new BigInt64Array(size),
    attention_mask: new BigInt64Array(size),
    token_type_ids: new BigInt64Array(size),
  };
  for (const [row, { ids, types }] of batch.entries()) {
    for (const [column, id] of ids.entries()) {
      const place = row * columns + column;
      inputs.input_ids[place] = BigInt(id);
      inputs.attention_mask[place] = 1n;
      inputs.token_type_ids[place] = BigInt(types?.[column] ?? 0);
    }
  }
  return inputs;
};
