import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSafetensors } from "../../../../models/embedding/onnx/safetensors.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "safetensors-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (header: object, data: Float32Array): Promise<string> => {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const path = join(folder, "model.safetensors");
  await writeFile(path, Buffer.concat([length, json, Buffer.from(data.buffer)]));
  return path;
};

describe("readSafetensors", () => {
  it("reads float tensors by name, wherever they lie, and leaves other types out", async () => {
    const path = await write(
      {
        __metadata__: { format: "pt" },
        second: { dtype: "F32", shape: [2], data_offsets: [4, 12] },
        first: { dtype: "F32", shape: [1, 1], data_offsets: [0, 4] },
        positions: { dtype: "I64", shape: [1], data_offsets: [12, 20] },
      },
      Float32Array.of(1, 2, 3, 0, 0),
    );
    expect([...(await readSafetensors(path))]).toEqual([
      ["second", { shape: [2], data: Float32Array.of(2, 3) }],
      ["first", { shape: [1, 1], data: Float32Array.of(1) }],
    ]);
  });

  it("refuses a file that ends early, and one that is something else", async () => {
    const cut = await write({ a: { dtype: "F32", shape: [4], data_offsets: [0, 16] } }, Float32Array.of(1));
    await expect(readSafetensors(cut)).rejects.toThrow(/ends early/);
    await writeFile(cut, "%PDF-1.7 and so on");
    await expect(readSafetensors(cut)).rejects.toThrow(/not a safetensors file/);
  });

  it("refuses a tensor whose shape and size disagree", async () => {
    const path = await write(
      { a: { dtype: "F32", shape: [3], data_offsets: [0, 8] } },
      Float32Array.of(1, 2),
    );
    await expect(readSafetensors(path)).rejects.toThrow(/tensor a has 2 values, not 3/);
  });
});
