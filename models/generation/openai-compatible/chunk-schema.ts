import { z } from "zod";

const usageSchema = z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) });

/** An error inside an open stream: TGI's native form, or an object as TabbyAPI, TGI's chat route and OpenAI send it. */
const errorChunkSchema = z.object({
  error: z.union([
    z.string(),
    z.object({ message: z.string(), code: z.unknown().optional(), type: z.unknown().optional() }),
  ]),
  error_type: z.string().optional(),
});

const completionChunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).optional(),
      finish_reason: z.string().nullish(),
    }),
  ),
  usage: usageSchema.nullish(),
});

/** One event of a streamed chat completion; fields that we don't use are ignored. */
export const chunkSchema = z.union([errorChunkSchema, completionChunkSchema]);
export type Chunk = z.infer<typeof chunkSchema>;
export type ErrorChunk = z.infer<typeof errorChunkSchema>;
export type Usage = z.infer<typeof usageSchema>;
