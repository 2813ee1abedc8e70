import { z } from "zod";
import { metricNames } from "./report.ts";

/** How much a figure may move: in the metric's unit (`0.05`), or as a share of the baseline's (`"50%"`). */
const limitSchema = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^-?\d+(\.\d+)?%$/)
      .transform((text) => ({ share: Number(text.slice(0, -1)) / 100 })),
  ],
  { error: 'must be a number, or a share of the baseline such as "50%"' },
);
export type Limit = z.output<typeof limitSchema>;

const common = {
  /** Names the gate in reports and decisions. */
  name: z.string().trim().min(1).max(100),
  metric: z.enum(metricNames),
};

const absoluteGateSchema = z
  .strictObject({
    ...common,
    compare: z.literal("absolute"),
    /** Least and most of the candidate's mean. */
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: "needs min or max" })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, {
    error: "nothing can reach a min above the max",
  });

const baselineGateSchema = z
  .strictObject({
    ...common,
    compare: z.literal("baseline"),
    /** Most by which the candidate's mean may be above or below the baseline's; negative: it must be better by so much. */
    maxIncrease: limitSchema.optional(),
    maxDecrease: limitSchema.optional(),
    /**
     * `to-fail`: a limit that is passed counts only if the difference is significant (p < 0.05). `to-pass`: the gate
     * is passed only if the difference is significant, too.
     */
    significance: z.enum(["ignore", "to-fail", "to-pass"]).default("ignore"),
  })
  .refine(({ maxIncrease, maxDecrease }) => maxIncrease !== undefined || maxDecrease !== undefined, {
    error: "needs maxIncrease or maxDecrease",
  });

export const gateSchema = z.discriminatedUnion("compare", [absoluteGateSchema, baselineGateSchema]);
export type Gate = z.output<typeof gateSchema>;
export type AbsoluteGate = z.output<typeof absoluteGateSchema>;
export type BaselineGate = z.output<typeof baselineGateSchema>;

/** Gates of different names. */
export const gatesSchema = z
  .array(gateSchema)
  .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, {
    error: "every gate needs a name of its own",
  });
