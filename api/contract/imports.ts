import { z } from "zod";

/** Answer of `POST /imports`; `id` is what an `etl` source of kind `upload` names. */
export const importResponseSchema = z
  .object({
    id: z
      .string()
      .meta({ description: 'SHA-256 of the file, for `sources: [{kind: "upload", id}]` of an etl run' }),
    bytes: z.int(),
    name: z.string(),
  })
  .meta({ id: "Import" });
export type ImportResponse = z.infer<typeof importResponseSchema>;
