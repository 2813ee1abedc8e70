import { z } from "zod";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import type { DatasetActivities, DatasetPlan } from "../contract.ts";
import type { DatasetDependencies } from "../dependencies.ts";
import { promptId } from "./dataset-prompt.ts";
import { generateJson } from "./generate-json.ts";

/** The least JSON that shows whether a backend keeps to a schema. */
const proofSchema = z.strictObject({ ready: z.boolean() });
const PROOF_TOKENS = 64;

const checkJson = async (backend: GenerationBackend, model: string, signal: AbortSignal): Promise<void> => {
  const answer = await generateJson(
    backend,
    {
      messages: [{ role: "user", content: 'Reply with the JSON object {"ready": true}.' }],
      maxTokens: PROOF_TOKENS,
      temperature: 0,
      jsonSchema: {
        type: "object",
        properties: { ready: { type: "boolean" } },
        required: ["ready"],
        additionalProperties: false,
      },
    },
    signal,
  );
  if (proofSchema.safeParse(answer).success) return;
  throw new InvalidInputError(
    `${model} does not keep to a JSON schema, so that samples cannot be read: choose another GENERATION_BACKEND or model, or import a file of samples.`,
  );
};

/** See `DatasetActivities.planDataset`. */
export const planDataset = async (
  { openBackend, prompt, context }: DatasetDependencies,
  input: Parameters<DatasetActivities["planDataset"]>[0],
): Promise<DatasetPlan> => {
  if (input.kind !== "instruct") {
    throw new InvalidInputError(
      `kind: ${input.kind} samples cannot be generated; import them, or generate instruct samples.`,
    );
  }
  const backend = await openBackend();
  const { model } = await backend.describe();
  await checkJson(backend, model, context().signal);
  return { ...input, prompt: promptId(prompt), generator: model };
};
