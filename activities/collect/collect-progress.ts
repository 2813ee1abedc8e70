import { z } from "zod";
import { etlResultSchema } from "../../domain/runs/etl.ts";
import type { CollectProgress } from "./contract.ts";

const collectProgressSchema = z.object({
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  partial: etlResultSchema,
});

/** The progress that an earlier attempt told, or `undefined` where there is none that can be gone on from. */
export const readProgress = (lastHeartbeat: unknown): CollectProgress | undefined =>
  collectProgressSchema.safeParse(lastHeartbeat).data;
