import { describe, expect, it } from "vitest";
import { joinColumns, joinVectors, transpose } from "../../../../models/embedding/onnx/transpose.ts";

const matrix = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };

describe("tensors", () => {
  it("exchanges rows and columns", () => {
    expect(transpose(matrix)).toEqual({ shape: [3, 2], data: Float32Array.of(1, 4, 2, 5, 3, 6) });
    expect(() => transpose({ shape: [2], data: Float32Array.of(1, 2) })).toThrow(TypeError);
  });

  it("puts matrices side by side and vectors one after the other", () => {
    const column = { shape: [2, 1], data: Float32Array.of(7, 8) };
    expect(joinColumns([matrix, column])).toEqual({
      shape: [2, 4],
      data: Float32Array.of(1, 2, 3, 7, 4, 5, 6, 8),
    });
    const vector = { shape: [2], data: Float32Array.of(1, 2) };
    expect(joinVectors([vector, vector])).toEqual({ shape: [4], data: Float32Array.of(1, 2, 1, 2) });
  });
});
