import { createHash } from "node:crypto";
import { canonicalJson } from "../../../domain/evaluation/canonical-json.ts";
import { collectText } from "./collect-text.ts";
import type { EvaluatedModel, ModelToEvaluate, ServingBackend } from "./evaluated-model.ts";
import { type Conditions, measureSample, type Question } from "./measure-sample.ts";
import type { MeasuredSample } from "./measured-sample.ts";
import type { WorkFile } from "./work-file.ts";

export interface MeasureOptions {
  readonly conditions: Conditions;
  readonly workFile: WorkFile;
  readonly signal: AbortSignal;
  /** Called after each sample. */
  readonly onSample: () => void;
}

/** Names a measurement by everything that decides its result. */
const keyOf = (model: ModelToEvaluate, { sample, results }: Question, conditions: Conditions): string => {
  const { author, answers, template, seed } = conditions;
  const passages = results.map(({ chunk }) => [chunk.id, chunk.text, chunk.passage]);
  const { instruction, answer } = sample;
  const identity = model.kind === "artefact" ? model.artefact.id : model.name;
  return createHash("sha256")
    .update(canonicalJson({ identity, instruction, answer, passages, author, answers, template, seed }))
    .digest("hex");
};

/** A first token, which also reads the weights from the disk: the first latency would tell of that otherwise. */
const warmUp = ({ backend }: EvaluatedModel, signal: AbortSignal): Promise<string> =>
  collectText(
    backend.stream({ messages: [{ role: "user", content: "Hello" }], maxTokens: 1, temperature: 0 }, signal),
  );

/**
 * Measures a model on every sample, one after another, so that latencies are those of one answer at a time. What the
 * work file holds already is not measured again; the model is opened only when something is left to do, and closed
 * before this resolves.
 *
 * @throws what opening and generating throw; the signal's reason when aborted.
 */
export const measureModel = async (
  serving: ServingBackend,
  model: ModelToEvaluate,
  questions: readonly Question[],
  { conditions, workFile, signal, onSample }: MeasureOptions,
): Promise<MeasuredSample[]> => {
  await using stack = new AsyncDisposableStack();
  let opened: EvaluatedModel | undefined;
  const open = async (): Promise<EvaluatedModel> => {
    const fresh = stack.use(await serving.open(model, signal));
    await warmUp(fresh, signal);
    return fresh;
  };
  const measured: MeasuredSample[] = [];
  for (const question of questions) {
    signal.throwIfAborted();
    const key = keyOf(model, question, conditions);
    let result = workFile.find(key);
    if (!result) {
      opened ??= await open();
      result = await measureSample(opened, question, conditions, signal);
      await workFile.add(key, result);
    }
    measured.push(result);
    onSample();
  }
  return measured;
};
