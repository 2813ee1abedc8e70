import "./keep-to-this-machine.ts";

import ort from "onnxruntime-node";
import { SetupError } from "../../domain/errors.ts";
import type { Batch, BatchResult, ThreadSettings } from "./messages.ts";
import { readHead } from "./read-head.ts";
import { toInputs } from "./to-inputs.ts";

/**
 * A batch is computed by several threads at once: as fast in all as a session for each of them, with one copy of the model
 * in memory. They do not spin while they wait for each other, for other work wants the processors too. Batches differ in shape, so no memory pattern is kept for each shape; an arena is, for no batch is large, and
 * what is given back to the system between batches would cost time and lie about in pieces.
 */
const sessionOptions = (computeThreads: number): ort.InferenceSession.SessionOptions => ({
  intraOpNumThreads: computeThreads,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  enableCpuMemArena: true,
  enableMemPattern: false,
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: "0" } } },
});

const inputNames = ["input_ids", "attention_mask", "token_type_ids"] as const;

const now = (): number => performance.timeOrigin + performance.now();

/**
 * Loads the ONNX file of an encoder or cross-encoder and returns the function that runs it. The function blocks its
 * thread.
 *
 * @throws {SetupError} when the file lacks the output that the head reads (`last_hidden_state` or `logits`).
 */
export const createInference = async ({
  modelFile,
  head,
  width,
  computeThreads,
}: ThreadSettings): Promise<(batch: Batch) => Promise<BatchResult>> => {
  const session = await ort.InferenceSession.create(modelFile, sessionOptions(computeThreads));
  const names = inputNames.filter((name) => session.inputNames.includes(name));
  const outputName = head === "logits" ? "logits" : "last_hidden_state";
  return async (batch) => {
    const inputs = toInputs(batch);
    const feeds = Object.fromEntries(
      names.map((name) => [name, new ort.Tensor("int64", inputs[name], inputs.shape)]),
    );
    const start = now();
    const output = (await session.run(feeds))[outputName];
    const inference = { start, end: now() };
    if (!(output?.data instanceof Float32Array) || output.dims.at(-1) !== width) {
      throw new SetupError(
        `${modelFile} must have an output ${outputName} that is ${width} floats wide; it has ${session.outputNames.join(", ")} (${output?.dims.join(" × ") ?? "none of that name"})`,
      );
    }
    const lengths = batch.map(({ ids }) => ids.length);
    return { vectors: readHead(output.data, lengths, width, head), inference };
  };
};
