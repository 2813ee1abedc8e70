import { z } from "zod";

/** Where answers come from: models in the gateway, or a TabbyAPI server. */
export const targets = ["local", "tabby"] as const;
export const targetSchema = z.enum(targets);
export type Target = z.infer<typeof targetSchema>;

/** What a target is to serve. Whoever serves reads it and follows; it is changed by compare-and-set alone. */
export const servingStateSchema = z.object({
  target: targetSchema,
  /** Grows by one with every change; 0 for a target that was never deployed to. */
  revision: z.int().min(0),
  /** Version that answers; `null` is the base model of the settings. */
  stable: z.string().nullable(),
  /** What answered before, kept at hand for a rollback; `undefined` when nothing did. */
  previous: z.string().nullable().optional(),
  /** A version that is tried beside it, with its share of the requests, 0 to 1. */
  candidate: z.object({ version: z.string(), weight: z.number().min(0).max(1) }).nullable(),
});
export type ServingState = z.infer<typeof servingStateSchema>;

/** How reports name what answers where no version does. */
export const BASE = "base";

/** What one gateway says of one version that it was told to serve. Counts are since the version became a candidate. */
export const servingReportSchema = z.object({
  target: targetSchema,
  /** Who reports: a gateway process. */
  instance: z.string(),
  /** A version, or `base`. */
  version: z.string(),
  /** Revision of the serving state that it had followed when it reported. */
  revision: z.int().min(0),
  state: z.enum(["loading", "ready", "failed"]),
  /** Why it failed, after the code of the error: `checksum: …`, `smoke-test: …`. */
  reason: z.string().nullable(),
  requests: z.int().min(0),
  errors: z.int().min(0),
  /** Milliseconds of the answers that went well, summed; and milliseconds per generated token of the last 200 answers. */
  latencyMs: z.number().min(0),
  msPerToken: z.array(z.number()).max(200),
  /** Whether requests go to it that no candidate takes: the stable version's, or those of one that it stands in for. */
  answers: z.boolean().default(false),
  reportedAt: z.iso.datetime(),
});
export type ServingReport = z.infer<typeof servingReportSchema>;

/** Milliseconds without a report after which a gateway is taken to be gone. */
export const STALE_MS = 15_000;

export const canarySchema = z.strictObject({
  /** Share of the requests that the new version answers. */
  weight: z.number().gt(0).max(1).default(0.2),
  /** How long it is watched; 0 promotes right after the smoke test. */
  seconds: z.number().min(0).max(86_400).default(60),
  /** Requests after which an error rate or a latency counts, and after which it may be promoted early. */
  minRequests: z.int().min(1).max(100_000).default(20),
  /** Highest share of failed answers. */
  maxErrorRate: z.number().min(0).max(1).default(0.02),
  /** Highest milliseconds per token, as a multiple of what serves. */
  maxLatencyRatio: z.number().gt(0).default(2),
});
export type Canary = z.infer<typeof canarySchema>;
