/** Scales a vector to unit length, in place; a zero vector stays as it is. */
const normalize = (vector: Float32Array): Float32Array => {
  const length = Math.hypot(...vector);
  if (length > 0)
    for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / length;
  return vector;
};

/**
 * Makes one vector of unit length per text from the model's token states.
 *
 * @param states float [batch, sequence, dimension].
 * @param lengths tokens of each text that are not padding.
 * @param pooling `mean` over those tokens, or the state of the first one, `cls`.
 */
export const poolStates = (
  states: Float32Array,
  lengths: readonly number[],
  dimension: number,
  pooling: "mean" | "cls",
): Float32Array[] => {
  const sequence = states.length / lengths.length / dimension;
  return lengths.map((length, row) => {
    const start = row * sequence * dimension;
    if (pooling === "cls") return normalize(states.slice(start, start + dimension));
    const sum = new Float64Array(dimension);
    for (let token = 0; token < length; token += 1) {
      const offset = start + token * dimension;
      for (let index = 0; index < dimension; index += 1) {
        sum[index] = (sum[index] ?? 0) + (states[offset + index] ?? 0);
      }
    }
    return normalize(Float32Array.from(sum, (value) => value / length));
  });
};
