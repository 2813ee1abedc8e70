import { z } from "zod";
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

/** Answer of `GET /serving`: what each target serves. */
export const servingResponseSchema = z
  .object({ targets: z.array(servingTargetSchema) })
  .meta({ id: "ServingState" });
export type ServingResponse = z.infer<typeof servingResponseSchema>;
