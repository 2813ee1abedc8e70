import type { CleanedDocument } from "../../../domain/chunks.ts";
import { type ChosenExtract, chooseExtracts } from "../../../domain/datasets/choose-extracts.ts";
import { ConflictError, NotFoundError } from "../../../domain/errors.ts";
import type { GenerationBackend } from "../../../models/generation.ts";
import { neutralize } from "../../../retrieval/answering/neutralize.ts";
import { createCleanedDocuments } from "../cleaned-documents.ts";
import type { DatasetActivities, DatasetPlan, DocumentSamples } from "../contract.ts";
import type { DatasetDependencies } from "../dependencies.ts";
import { cutExtracts, tokensFor } from "./cut-extracts.ts";
import { promptId, renderDatasetPrompt } from "./dataset-prompt.ts";
import { generateJson } from "./generate-json.ts";
import { hashOf, type KeptSamples, keep, readKept } from "./kept-samples.ts";
import { generatedSamplesSchema, jsonSchemaFor } from "./sample-schema.ts";

const readDocument = async (
  { vectors }: DatasetDependencies,
  documentId: string,
): Promise<CleanedDocument> => {
  const [document] = await createCleanedDocuments(vectors).read([documentId]);
  if (document) return document;
  throw new NotFoundError(
    `The document ${documentId} is not in the cleaned snapshot: run featureEngineering (twin features), then start again.`,
  );
};

/** The backend of the plan. Throws `ConflictError` when what generates, or the prompt, has changed since. */
const openPlanned = async (
  { openBackend, prompt }: DatasetDependencies,
  plan: DatasetPlan,
): Promise<GenerationBackend> => {
  if (promptId(prompt) !== plan.prompt) {
    throw new ConflictError(
      `The prompt is ${promptId(prompt)} now, and this run was planned with ${plan.prompt}: start it again.`,
    );
  }
  const backend = await openBackend();
  const { model } = await backend.describe();
  if (model === plan.generator) return backend;
  throw new ConflictError(
    `${model} generates now, and this run was planned with ${plan.generator}: start it again.`,
  );
};

/** Asks for the samples of one extract. */
const ask = async (
  { config, prompt, context }: DatasetDependencies,
  backend: GenerationBackend,
  plan: DatasetPlan,
  { extract, samples: count }: ChosenExtract<{ text: string; title: string; author: { name: string } }>,
): Promise<KeptSamples> => {
  const { temperature, topP } = config.generation;
  const answer = await generateJson(
    backend,
    {
      messages: renderDatasetPrompt(prompt, {
        author: neutralize(extract.author.name),
        title: neutralize(extract.title),
        extract: neutralize(extract.text),
        count: String(count),
      }),
      maxTokens: tokensFor(count, config),
      temperature,
      topP,
      seed: plan.seed,
      jsonSchema: jsonSchemaFor(count),
    },
    context().signal,
  );
  const samples = generatedSamplesSchema.safeParse(answer).data?.samples.slice(0, count) ?? [];
  return { samples, malformed: count - samples.length };
};

/**
 * See `DatasetActivities.generateSamples`. The samples of each extract are kept as soon as they are there, so that
 * another attempt, or a run that asks for more, generates only what is missing.
 */
export const generateSamples = async (
  dependencies: DatasetDependencies,
  { plan, documentId }: Parameters<DatasetActivities["generateSamples"]>[0],
): Promise<DocumentSamples> => {
  const { registry, config, prompt, context } = dependencies;
  const { signal, heartbeat } = context();
  const document = await readDocument(dependencies, documentId);
  const recipe = [plan.prompt, plan.generator, plan.seed, JSON.stringify(config.generation)] as const;
  const contentHash = document.version;
  const hash = hashOf("document", contentHash, plan.samplesPerDocument, ...recipe);
  const outcome = ({ samples }: KeptSamples, reused: boolean): DocumentSamples => ({
    documentId,
    contentHash,
    hash,
    samples: samples.length,
    reused,
  });
  const present = await readKept(registry, hash);
  if (present) return outcome(present, true);

  const backend = await openPlanned(dependencies, plan);
  const extracts = await cutExtracts(document, plan.samplesPerDocument, config, prompt, backend);
  const chosen = chooseExtracts(extracts, plan.samplesPerDocument, plan.seed);
  const parts: KeptSamples[] = [];
  for (const [index, each] of chosen.entries()) {
    signal.throwIfAborted();
    heartbeat({ done: index, total: chosen.length });
    const { title, heading, text } = each.extract;
    const partHash = hashOf("extract", title, heading, text, each.samples, ...recipe);
    const known = await readKept(registry, partHash);
    const part = known ?? (await ask(dependencies, backend, plan, each));
    if (!known) await keep(registry, partHash, part);
    parts.push(part);
  }
  const all = {
    samples: parts.flatMap(({ samples }) => samples),
    malformed: parts.reduce((sum, { malformed }) => sum + malformed, 0),
  };
  await keep(registry, hash, all);
  return outcome(all, false);
};
