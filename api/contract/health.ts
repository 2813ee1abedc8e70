import { z } from "zod";

/** The parts that `GET /readyz` names. */
export const dependencyNames = ["warehouse", "vectors", "temporal", "embedder", "generation"] as const;
export type DependencyName = (typeof dependencyNames)[number];

export const healthResponseSchema = z
  .object({ status: z.literal("ok"), version: z.string() })
  .meta({ id: "Health" });

export type HealthResponse = z.infer<typeof healthResponseSchema>;

export const dependencyHealthSchema = z.object({
  state: z.enum(["ok", "starting", "failed"]),
  ms: z.number().meta({ description: "How long the check took, in milliseconds" }),
  detail: z.string().optional().meta({ description: "What is wrong, or what is going on" }),
});

export type DependencyHealth = z.infer<typeof dependencyHealthSchema>;

/** Answer of `GET /readyz`: 200 when every part is `ok`, 503 otherwise. */
export const readinessResponseSchema = z
  .object({ ready: z.boolean(), dependencies: z.record(z.enum(dependencyNames), dependencyHealthSchema) })
  .meta({ id: "Readiness" });
export type ReadinessResponse = z.infer<typeof readinessResponseSchema>;
