import { describe, expect, it } from "vitest";
import { toInputs } from "../../../models/inference/to-inputs.ts";

describe("toInputs", () => {
  it("pads on the right, masks the padding and keeps the token types", () => {
    const inputs = toInputs([{ ids: [1, 2, 3], types: [0, 1, 1] }, { ids: [4] }]);
    expect(inputs.shape).toEqual([2, 3]);
    expect([...inputs.input_ids]).toEqual([1n, 2n, 3n, 4n, 0n, 0n]);
    expect([...inputs.attention_mask]).toEqual([1n, 1n, 1n, 1n, 0n, 0n]);
    expect([...inputs.token_type_ids]).toEqual([0n, 1n, 1n, 0n, 0n, 0n]);
  });
});
