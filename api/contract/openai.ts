import { z } from "zod";
import { answerSchema, citationSchema, maxTokensSchema, seedSchema, temperatureSchema } from "./generate.ts";

const textPartSchema = z.object({ type: z.literal("text"), text: z.string() });

/** Body of `POST /v1/chat/completions`. Fields that OpenAI's clients send and that mean nothing here are ignored. */
export const chatCompletionRequestSchema = z
  .object({
    model: z.string().min(1).max(200).optional(),
    messages: z
      .array(
        z.object({
          role: z.enum(["system", "developer", "user", "assistant", "tool"]),
          content: z.union([z.string(), z.array(textPartSchema)]).nullish(),
        }),
      )
      .min(1)
      .max(1_000)
      .meta({ description: "The last user message is what is answered" }),
    stream: z.boolean().nullish(),
    stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
    max_tokens: maxTokensSchema.nullish(),
    max_completion_tokens: maxTokensSchema.nullish(),
    temperature: temperatureSchema.nullish(),
    seed: seedSchema.nullish(),
    n: z.literal(1, { error: "must be 1, since only one choice is made" }).nullish(),
  })
  .meta({ id: "ChatCompletionRequest" });
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequestSchema>;

const usageSchema = z.object({
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
const finishReasonSchema = z.enum(["stop", "length"]);

/** The name of the version that was asked. It is the same in every chunk, as it is in OpenAI's streams. */
const modelSchema = z
  .string()
  .meta({ description: "The model version that was asked, also where quotes took the place of its words" });

export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal("chat.completion"),
    created: z.int(),
    model: modelSchema,
    choices: z.array(
      z.object({
        index: z.int(),
        message: z.object({ role: z.literal("assistant"), content: z.string() }),
        finish_reason: finishReasonSchema,
        logprobs: z.null(),
      }),
    ),
    usage: usageSchema,
    citations: z.array(citationSchema).meta({ description: "What the answer was made from" }),
    answered_by: answerSchema.shape.model,
    warnings: z.array(z.string()),
  })
  .meta({ id: "ChatCompletion" });
export type ChatCompletion = z.infer<typeof chatCompletionSchema>;

/** One `data:` line of a streamed completion; the last line is `data: [DONE]`. */
export const chatCompletionChunkSchema = z
  .object({
    id: z.string(),
    object: z.literal("chat.completion.chunk"),
    created: z.int(),
    model: modelSchema,
    choices: z.array(
      z.object({
        index: z.int(),
        delta: z.object({ role: z.literal("assistant").optional(), content: z.string().optional() }),
        finish_reason: finishReasonSchema.nullable(),
        logprobs: z.null(),
      }),
    ),
    usage: usageSchema.nullable().optional(),
    citations: z.array(citationSchema).optional().meta({ description: "In the first chunk" }),
    answered_by: answerSchema.shape.model
      .optional()
      .meta({ description: "As in a whole completion; in the chunk with the finish reason" }),
    warnings: z.array(z.string()).optional().meta({ description: "In the chunk with the finish reason" }),
  })
  .meta({ id: "ChatCompletionChunk" });
export type ChatCompletionChunk = z.infer<typeof chatCompletionChunkSchema>;

export const modelListSchema = z
  .object({
    object: z.literal("list"),
    data: z.array(
      z.object({ id: z.string(), object: z.literal("model"), created: z.int(), owned_by: z.string() }),
    ),
  })
  .meta({ id: "ModelList" });
export type ModelList = z.infer<typeof modelListSchema>;

/** An error in OpenAI's shape. */
export const openAiErrorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: "OpenAiError" });
export type OpenAiError = z.infer<typeof openAiErrorSchema>;
