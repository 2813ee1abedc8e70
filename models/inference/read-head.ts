import type { Head } from "./messages.ts";

/** Scales a vector to unit length, in place; a zero vector stays as it is. */
const normalize = (vector: Float32Array): Float32Array => {
  const length = Math.hypot(...vector);
  if (length === 0) return vector;
  return vector.map((value) => value / length);
};

/**
 * Reads one vector per row from a model's output.
 *
 * @param output float [batch, sequence, width] of token states, or [batch, width] of logits.
 * @param lengths tokens of each row that are not padding.
 */
export const readHead = (
  output: Float32Array,
  lengths: readonly number[],
  width: number,
  head: Head,
): Float32Array[] => {
  const rowSize = output.length / lengths.length;
  return lengths.map((length, row) => {
    const start = row * rowSize;
    if (head === "logits") return output.slice(start, start + width);
    if (head === "cls") return normalize(output.slice(start, start + width));
    const sum = new Float64Array(width);
    for (let token = 0; token < length; token += 1) {
      const offset = start + token * width;
      for (let index = 0; index < width; index += 1) {
        sum[index] = (sum[index] ?? 0) + (output[offset + index] ?? 0);
      }
    }
    return normalize(Float32Array.from(sum, (value) => value / length));
  });
};
