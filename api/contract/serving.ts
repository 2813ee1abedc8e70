import { z } from "zod";
import { generationBackends } from "../../domain/deployment/generation-backends.ts";
import { servingReportSchema, servingStateSchema } from "../../domain/deployment/serving.ts";

export const servingTargetSchema = servingStateSchema
  .extend({
    reports: z
      .array(
        servingReportSchema.omit({ target: true, msPerToken: true }).extend({
          answers: z.boolean().meta({
            description: "Whether it answers what no candidate takes, as the stable version or in its place",
          }),
          msPerToken: z
            .number()
            .nullable()
            .meta({ description: "Median milliseconds per generated token of the last answers" }),
        }),
      )
      .meta({ description: "What each gateway that is alive says of each version it serves" }),
  })
  .meta({ id: "ServingTarget" });
export type ServingTarget = z.infer<typeof servingTargetSchema>;

const generationSchema = z.object({
  backend: z
    .enum(generationBackends)
    .meta({ description: "GENERATION_BACKEND: only with `local` does the target `local` answer here" }),
  model: z.string().nullable().meta({
    description:
      "The model version, catalogue name or server's model id that answers; null while it cannot be told, and `GET /readyz` says why",
  }),
});

/** Answer of `GET /serving`: what each target serves, and what the gateway itself answers with. */
export const servingResponseSchema = z
  .object({
    targets: z.array(servingTargetSchema),
    generation: generationSchema.meta({ description: "What answers at the gateway that was asked" }),
  })
  .meta({ id: "ServingState" });
export type ServingResponse = z.infer<typeof servingResponseSchema>;
