import { z } from "zod";
import { servingStateSchema } from "../../domain/deployment/serving.ts";
import { authorSchema, categorySchema, platformSchema } from "../../domain/documents.ts";

/** Answer of `GET /stats`: what is there, and how fresh. */
export const statsResponseSchema = z
  .object({
    documents: z.object({
      total: z.int(),
      counts: z.array(
        z.object({
          author: authorSchema,
          category: categorySchema,
          platform: platformSchema,
          count: z.int(),
        }),
      ),
    }),
    chunks: z.object({
      total: z.int(),
      counts: z.array(z.object({ author: authorSchema, category: categorySchema, count: z.int() })),
    }),
    collections: z
      .array(z.object({ alias: z.string(), collection: z.string(), dimension: z.int(), count: z.int() }))
      .meta({ description: "What stands behind each alias" }),
    embeddingModel: z.string(),
    runs: z
      .object({ running: z.int() })
      .nullable()
      .meta({ description: "null while Temporal does not answer" }),
    lastCollectedAt: z.string().nullable().meta({
      description: "When a collection last ended well; null when none has, or while Temporal does not answer",
    }),
    approvals: z
      .object({ pending: z.int() })
      .nullable()
      .meta({ description: "Decisions that wait for a human; null while Temporal does not answer" }),
    serving: z.array(servingStateSchema).meta({ description: "What each target is to serve" }),
    warnings: z.array(z.string()),
  })
  .meta({ id: "Stats" });
export type StatsResponse = z.infer<typeof statsResponseSchema>;
