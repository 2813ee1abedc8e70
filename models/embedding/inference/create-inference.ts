import ort from "onnxruntime-node";
import { SetupError } from "../../../domain/errors.ts";
import type { Batch, BatchResult, ThreadSettings } from "./messages.ts";
import { poolStates } from "./pool-states.ts";

/** What exported encoders call the states of their tokens. */
const OUTPUT = "last_hidden_state";

/**
 * One thread for each session (more run side by side), and no arena: batches differ in shape, and what an arena or a
 * memory pattern keeps for each shape is memory that never returns.
 */
const sessionOptions: ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
};

const now = (): number => performance.timeOrigin + performance.now();

const toInputs = (batch: Batch): Record<string, ort.Tensor> => {
  const sequence = Math.max(...batch.map((ids) => ids.length));
  const shape = [batch.length, sequence];
  const ids = new BigInt64Array(batch.length * sequence);
  const mask = new BigInt64Array(ids.length);
  for (const [row, tokens] of batch.entries()) {
    for (const [column, id] of tokens.entries()) {
      ids[row * sequence + column] = BigInt(id);
      mask[row * sequence + column] = 1n;
    }
  }
  return {
    input_ids: new ort.Tensor("int64", ids, shape),
    attention_mask: new ort.Tensor("int64", mask, shape),
    token_type_ids: new ort.Tensor("int64", new BigInt64Array(ids.length), shape),
  };
};

/**
 * Loads an encoder's ONNX file and returns the function that runs it. The function blocks its thread.
 *
 * @throws {SetupError} when the file has no output `last_hidden_state` of the right width.
 */
export const createInference = async ({
  modelFile,
  pooling,
  dimension,
}: ThreadSettings): Promise<(batch: Batch) => Promise<BatchResult>> => {
  const session = await ort.InferenceSession.create(modelFile, sessionOptions);
  return async (batch) => {
    const inputs = Object.entries(toInputs(batch)).filter(([name]) => session.inputNames.includes(name));
    const start = now();
    const outputs = await session.run(Object.fromEntries(inputs));
    const inference = { start, end: now() };
    const states = outputs[OUTPUT];
    if (!(states?.data instanceof Float32Array) || states.dims[2] !== dimension) {
      throw new SetupError(
        `${modelFile} must have an output ${OUTPUT} of ${dimension} floats for each token; it has ${session.outputNames.join(", ")} (${states?.dims.join(" × ") ?? "none"})`,
      );
    }
    const lengths = batch.map((ids) => ids.length);
    return { vectors: poolStates(states.data, lengths, dimension, pooling), inference };
  };
};
