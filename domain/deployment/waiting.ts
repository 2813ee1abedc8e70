import { z } from "zod";

/** What an activity of a deployment heartbeats while it waits: for what, to be read after "waiting for". */
export const waitingSchema = z.object({ waiting: z.string() });
export type Waiting = Readonly<z.infer<typeof waitingSchema>>;
