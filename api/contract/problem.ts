import { z } from "zod";

/** An error as RFC 9457 describes it (`application/problem+json`). */
export const problemSchema = z
  .object({
    type: z.string().meta({
      description: "URI reference that names the kind of problem",
      example: "/problems/invalid-input",
    }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What was wrong here, and what to do" }),
    instance: z.string().meta({ description: "Id of the request; the gateway's log has it too" }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: "Each wrong field: its path, and what it must be" }),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;
