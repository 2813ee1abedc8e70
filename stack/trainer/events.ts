import { z } from "zod";

/** What the trainer writes, one JSON object a line. Events and fields that are not known here are passed over. */
const eventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("progress"),
    step: z.number(),
    total: z.number().nullish(),
    loss: z.number().nullish(),
    eta_seconds: z.number().nullish(),
  }),
  z.object({ event: z.literal("resume"), step: z.number() }),
  z.object({ event: z.literal("note"), message: z.string() }),
  z.looseObject({ event: z.literal("result") }),
  z.object({
    event: z.literal("error"),
    kind: z.string(),
    field: z.string().nullish(),
    message: z.string(),
  }),
]);
export type TrainerEvent = z.infer<typeof eventSchema>;

/** Reads a line of the trainer's standard output; `undefined` for one that says nothing to us. */
export const parseEvent = (line: string): TrainerEvent | undefined => {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};
