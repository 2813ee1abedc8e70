import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SetupError } from "../../../domain/errors.ts";
import { createInferencePool } from "../../../models/inference/inference-pool.ts";
import { writeTinyCrossEncoder } from "../reranking/tiny-cross-encoder.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pool-"));
  await writeTinyCrossEncoder(folder);
  await writeFile(join(folder, "broken.onnx"), "this is no model");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const batch = [{ ids: [2, 5, 3], types: [0, 1, 1] }];
const settings = (file: string) => ({ modelFile: join(folder, file), head: "logits", width: 1 }) as const;

describe("the inference pool", () => {
  it("goes on after its threads ended for want of work", async () => {
    await using pool = createInferencePool(settings("onnx/model.onnx"), { threads: 2, idleMs: 1 });
    for (let round = 0; round < 3; round += 1) {
      expect((await pool.run(batch)).vectors).toEqual([Float32Array.of(8)]);
      await setTimeout(20);
    }
  });

  it.each([1, 2, 8])("runs more batches than it has sessions, on %d threads", async (threads) => {
    await using pool = createInferencePool(settings("onnx/model.onnx"), { threads });
    const results = await Promise.all(Array.from({ length: 9 }, () => pool.run(batch)));
    expect(results.map(({ vectors }) => vectors[0]?.[0])).toEqual(Array<number>(9).fill(8));
  });

  it("ends what runs before it closes, and refuses what waits", async () => {
    const pool = createInferencePool(settings("onnx/model.onnx"), { threads: 1 });
    const running = pool.run(batch);
    const waiting = pool.run(batch);
    const refused = expect(waiting).rejects.toThrow(/was closed/);
    await pool[Symbol.asyncDispose]();
    await refused;
    expect((await running).vectors).toHaveLength(1);
    await expect(pool.run(batch)).rejects.toThrow(/is closed/);
  });

  it("names the file that is no model, and the output that a model lacks", async () => {
    await using broken = createInferencePool(settings("broken.onnx"), { threads: 1 });
    await expect(broken.run(batch)).rejects.toThrow(/broken\.onnx cannot be run/);
    await expect(broken.run(batch)).rejects.toBeInstanceOf(SetupError);
    const other = { ...settings("onnx/model.onnx"), head: "mean" } as const;
    await using lacking = createInferencePool(other, { threads: 1 });
    await expect(lacking.run(batch)).rejects.toThrow(/output last_hidden_state .* it has logits/);
  });
});
