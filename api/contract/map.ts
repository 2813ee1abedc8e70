import { z } from "zod";
import { categorySchema, platformSchema } from "../../domain/documents.ts";

export const mapPointSchema = z
  .object({
    chunkId: z.string(),
    documentId: z.string(),
    x: z.number(),
    y: z.number(),
    author: z.string(),
    category: categorySchema,
    platform: platformSchema,
    title: z.string(),
    text: z.string().meta({ description: "The chunk's first 200 characters" }),
    link: z.string(),
  })
  .meta({ id: "MapPoint" });
export type MapPoint = z.infer<typeof mapPointSchema>;

/** Answer of `GET /map`: 200 when `ready`, 202 while `computing`. */
export const mapResponseSchema = z
  .object({
    state: z.enum(["ready", "computing"]),
    progress: z.number().meta({ description: "0 to 1" }),
    total: z
      .int()
      .meta({ description: "Chunks there are; `points` is a sample of them when they are more than 5,000" }),
    points: z.array(mapPointSchema),
  })
  .meta({ id: "Map" });
export type MapResponse = z.infer<typeof mapResponseSchema>;
