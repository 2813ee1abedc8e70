import { z } from "zod";

/** What one process was told in one round, see `registry-process.ts`. */
export const roundRecordSchema = z.object({
  /** Id of the artefact that all processes stored. */
  artefact: z.string(),
  /** Id of the version that all of them registered in this round, and of the one that this one alone did. */
  shared: z.string(),
  own: z.string(),
  /** Whether each of the two was new. */
  created: z.tuple([z.boolean(), z.boolean()]),
  /** Whose decision counts. */
  approver: z.string().nullish(),
  /** The revision that its change of what serves made. */
  revision: z.int(),
});
export type RoundRecord = z.infer<typeof roundRecordSchema>;
