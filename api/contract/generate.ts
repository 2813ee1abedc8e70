import { z } from "zod";
import { linkSchema } from "../../domain/documents.ts";
import { templateNames } from "../../retrieval/contract.ts";
import { problemSchema } from "./problem.ts";
import { authorNameSchema, retrievalModeSchema } from "./search.ts";

/** Characters that a prompt may have, once trimmed. */
export const MAX_PROMPT_CHARACTERS = 8_000;

export const promptSchema = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(MAX_PROMPT_CHARACTERS, `must have at most ${MAX_PROMPT_CHARACTERS} characters`);

export const maxTokensSchema = z.int().min(1).max(4_096);
export const temperatureSchema = z.number().min(0).max(2);
export const seedSchema = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

export const retrievalOptionsSchema = z.strictObject({
  mode: retrievalModeSchema.default("hybrid"),
  limit: z.int().min(1).max(20).default(5),
});

export const generationOptionsSchema = z.strictObject({
  maxTokens: maxTokensSchema.default(256),
  temperature: temperatureSchema.default(0),
  seed: seedSchema.optional(),
});

/** Body of `POST /generate`. */
export const generateRequestSchema = z
  .strictObject({
    prompt: promptSchema.meta({ example: "How do I chunk articles for retrieval?" }),
    author: authorNameSchema.optional().meta({ description: "Answer from this author's documents alone" }),
    links: z
      .array(linkSchema)
      .max(50)
      .optional()
      .meta({ description: "Answer from the documents with these links alone" }),
    template: z.enum(templateNames).default("answer"),
    stream: z.boolean().default(false),
    retrieval: z
      .union([z.literal(false), retrievalOptionsSchema], { error: "must be false, or {mode?, limit?}" })
      .default({ mode: "hybrid", limit: 5 })
      .meta({ description: "How passages are found; false answers without any" }),
    generation: generationOptionsSchema.default({ maxTokens: 256, temperature: 0 }),
    model: z.string().min(1).max(200).optional().meta({
      description:
        "Refused unless it is the one that serves, which answers then, never a candidate; `twin` is whatever serves",
    }),
  })
  .meta({ id: "GenerateRequest" });
export type GenerateRequest = z.input<typeof generateRequestSchema>;
export type ParsedGenerateRequest = z.output<typeof generateRequestSchema>;

export const citationSchema = z
  .object({
    number: z.int().meta({ description: "Number under which the answer refers to it, from 1" }),
    chunkId: z.string(),
    documentId: z.string(),
    link: z.string(),
    title: z.string(),
    author: z.string(),
    text: z.string(),
    score: z.number(),
  })
  .meta({ id: "Citation" });

/** Schema of `Asked`. */
export const askedSchema = z.string().nullable().meta({
  description:
    "The model version that was asked, or the name of the base model where none serves, whether or not its words were kept; null where no model was asked",
});

export const answerSchema = z
  .object({
    id: z.string(),
    answer: z.string(),
    citations: z.array(citationSchema),
    model: z.string().meta({
      description:
        "Where the words come from: the model that wrote them, `extractive` where passages are quoted, `none` where nothing answers",
    }),
    version: askedSchema,
    template: z.string().meta({ example: "answer@1" }),
    finishReason: z.enum(["stop", "length", "unanswerable"]),
    usage: z.object({ promptTokens: z.int(), completionTokens: z.int() }),
    timings: z
      .object({
        embed: z.number(),
        search: z.number(),
        rerank: z.number(),
        prompt: z.number(),
        firstToken: z.number(),
        total: z.number(),
      })
      .meta({ description: "Milliseconds" }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "Answer" });
export type GenerateResponse = z.infer<typeof answerSchema>;

/** Data of the stream's first event, `retrieval`. */
export const retrievalEventSchema = z
  .object({
    id: z.string(),
    citations: z.array(citationSchema),
    confidence: z.number(),
    answerable: z.boolean(),
    version: askedSchema,
    prompt: z.array(z.object({ role: z.string(), content: z.string() })),
    warnings: z.array(z.string()),
  })
  .meta({ id: "RetrievalEvent" });

/** Data of the stream's `token` events; their texts joined are the answer. */
export const tokenEventSchema = z.object({ text: z.string() }).meta({ id: "TokenEvent" });

/** The server-sent events of `POST /generate`: event name → schema of its JSON data. */
export const generateEvents = {
  retrieval: retrievalEventSchema,
  token: tokenEventSchema,
  done: answerSchema,
  error: problemSchema,
} as const;
