/** Components that share a byte, at two bits each. */
const PER_BYTE = 4;
const BYTE_VALUES = 256;

/** Where a standard normal variable is cut into four levels, and the levels' values (Max 1960, table I, N = 4). */
const CUT = 0.9816;
const LEVELS = [-1.51, -0.4528, 0.4528, 1.51] as const;

export interface Quantizer {
  /** Bytes per code, an even number. */
  readonly bytes: number;
  /** Writes a vector's code into `codes` at `offset`. */
  encode(vector: Float32Array, codes: Uint8Array, offset: number): void;
  /**
   * A table for each byte of a code: the value at `byte * 256 + value` is what that byte adds to the estimated dot
   * product of `query` and the vector, up to a constant that is the same for all vectors.
   */
  scoreTables(query: Float32Array): Float32Array;
}

/** Mean and standard deviation of one component. */
const momentsOf = (sample: readonly Float32Array[], component: number) => {
  let [sum, squares] = [0, 0];
  for (const vector of sample) {
    const value = vector[component] ?? 0;
    sum += value;
    squares += value * value;
  }
  const count = Math.max(1, sample.length);
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean ** 2)) };
};

/**
 * A scalar quantizer of two bits per component, fitted to the mean and spread of each component in `sample`. Scores
 * are asymmetric (the query keeps its floats), which loses less than comparing codes.
 *
 * Sources: J. Max, "Quantizing for minimum distortion" (IRE Trans. IT-6, 1960); asymmetric distances by table: Jégou,
 * Douze and Schmid, "Product quantization for nearest neighbor search" (PAMI 2011).
 */
export const fitQuantizer = (sample: readonly Float32Array[], dimension: number): Quantizer => {
  const bytes = 2 * Math.ceil(dimension / (2 * PER_BYTE));
  // Padded to pairs of bytes; a component that is not there falls below every cut.
  const cuts = new Float32Array(bytes * PER_BYTE * 3).fill(Number.POSITIVE_INFINITY);
  const deviations = new Float64Array(dimension);
  for (let component = 0; component < dimension; component += 1) {
    const { mean, deviation } = momentsOf(sample, component);
    deviations[component] = deviation;
    cuts.set([mean - CUT * deviation, mean, mean + CUT * deviation], component * 3);
  }
  const levelAt = (value: number, component: number): number =>
    Number(value > (cuts[component * 3] ?? 0)) +
    Number(value > (cuts[component * 3 + 1] ?? 0)) +
    Number(value > (cuts[component * 3 + 2] ?? 0));

  return {
    bytes,
    encode: (vector, codes, offset) => {
      for (let byte = 0; byte < bytes; byte += 1) {
        const first = byte * PER_BYTE;
        let code = 0;
        for (let place = 0; place < PER_BYTE; place += 1) {
          code |= levelAt(vector[first + place] ?? 0, first + place) << (2 * place);
        }
        codes[offset + byte] = code;
      }
    },
    scoreTables: (query) => {
      const tables = new Float32Array(bytes * BYTE_VALUES);
      for (let byte = 0; byte < bytes; byte += 1) {
        for (let value = 0; value < BYTE_VALUES; value += 1) {
          let score = 0;
          for (let place = 0; place < PER_BYTE; place += 1) {
            const component = byte * PER_BYTE + place;
            const level = LEVELS[(value >> (2 * place)) & 3] ?? 0;
            score += (query[component] ?? 0) * (deviations[component] ?? 0) * level;
          }
          tables[byte * BYTE_VALUES + value] = score;
        }
      }
      return tables;
    },
  };
};
