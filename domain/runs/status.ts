import { z } from "zod";

/** What the `status` query of every workflow answers, and what its details in the Temporal UI are made from. */
export const runStepSchema = z.object({
  name: z.string(),
  state: z.enum(["waiting", "running", "done", "failed"]),
  /** How much of it is done, in `unit`. */
  done: z.number(),
  /** How much there is; `null` while unknown. */
  total: z.number().nullable(),
  unit: z.string(),
  /** Other figures to show, such as chunks written. */
  counts: z.record(z.string(), z.number()),
});
export type RunStep = z.infer<typeof runStepSchema>;

export const runStatusSchema = z.object({
  steps: z.array(runStepSchema),
  /** What failed so far without failing the run. */
  failures: z.array(z.object({ where: z.string(), reason: z.string() })),
  /** What else an operator looks for, a line each. */
  notes: z.array(z.string()).optional(),
  /** Why nothing moves at present, where that is known. */
  waitingFor: z.string().nullable(),
});
export type RunStatus = z.infer<typeof runStatusSchema>;
