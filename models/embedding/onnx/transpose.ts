import type { Tensor } from "./safetensors.ts";

/** A matrix with rows and columns exchanged: PyTorch keeps a linear layer as [out, in], ONNX multiplies by [in, out]. */
export const transpose = ({ shape, data }: Tensor): Tensor => {
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined || shape.length !== 2) {
    throw new TypeError(`only a matrix can be transposed, not a tensor of ${shape.join(" × ")}`);
  }
  const transposed = new Float32Array(data.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      transposed[column * rows + row] = data[row * columns + column] ?? 0;
    }
  }
  return { shape: [columns, rows], data: transposed };
};

/** Matrices with as many rows, side by side. */
export const joinColumns = (matrices: readonly Tensor[]): Tensor => {
  const rows = matrices[0]?.shape[0] ?? 0;
  const widths = matrices.map(({ shape }) => shape[1] ?? 0);
  const width = widths.reduce((sum, columns) => sum + columns, 0);
  const data = new Float32Array(rows * width);
  let offset = 0;
  for (const [index, matrix] of matrices.entries()) {
    const columns = widths[index] ?? 0;
    for (let row = 0; row < rows; row += 1) {
      data.set(matrix.data.subarray(row * columns, (row + 1) * columns), row * width + offset);
    }
    offset += columns;
  }
  return { shape: [rows, width], data };
};

/** Vectors one after the other. */
export const joinVectors = (vectors: readonly Tensor[]): Tensor => {
  const data = new Float32Array(vectors.reduce((sum, vector) => sum + vector.data.length, 0));
  let offset = 0;
  for (const vector of vectors) {
    data.set(vector.data, offset);
    offset += vector.data.length;
  }
  return { shape: [data.length], data };
};
