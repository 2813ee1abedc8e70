import { z } from "zod";
import { canarySchema, targetSchema } from "../deployment/serving.ts";

export const deploymentInputSchema = z
  .strictObject({
    /** Name of the model; may be left out when `version` is a whole id. */
    model: z.string().trim().min(1).max(300).optional(),
    /** Number of the version, or its id such as `ann-v3`. */
    version: z.union([z.int().min(1), z.string().trim().min(1).max(300)]).optional(),
    target: targetSchema.default("local"),
    canary: canarySchema.prefault({}),
    /** Go back to what served before, without smoke test and canary. */
    rollback: z.boolean().default(false),
  })
  .superRefine((input, context) => {
    if (!input.rollback && input.version === undefined) {
      context.addIssue({
        code: "custom",
        path: ["version"],
        message: "name the version to deploy, or rollback: true",
      });
    }
    if (typeof input.version === "number" && input.model === undefined) {
      context.addIssue({
        code: "custom",
        path: ["model"],
        message: "a version number needs the name of its model",
      });
    }
  });
export type DeploymentInput = z.input<typeof deploymentInputSchema>;

export const deploymentResultSchema = z.object({
  target: targetSchema,
  outcome: z.enum(["promoted", "rolled-back"]),
  /** What serves now; `null` is the base model. */
  serves: z.string().nullable(),
  /** What it replaced. */
  replaced: z.string().nullable(),
  /** Why it was rolled back. */
  reason: z.string().nullable(),
  canary: z.object({ requests: z.int(), errors: z.int() }).nullable(),
});
export type DeploymentResult = z.infer<typeof deploymentResultSchema>;
