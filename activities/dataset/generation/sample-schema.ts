import { z } from "zod";

/** What is asked of a model for one extract. */
export const generatedSamplesSchema = z.object({
  samples: z.array(z.object({ instruction: z.string(), answer: z.string() })),
});
export type GeneratedSample = z.infer<typeof generatedSamplesSchema>["samples"][number];

/** The JSON Schema of exactly `count` samples, in the words that every backend knows. */
export const jsonSchemaFor = (count: number): Readonly<Record<string, unknown>> => ({
  type: "object",
  properties: {
    samples: {
      type: "array",
      minItems: count,
      maxItems: count,
      items: {
        type: "object",
        properties: { instruction: { type: "string" }, answer: { type: "string" } },
        required: ["instruction", "answer"],
        additionalProperties: false,
      },
    },
  },
  required: ["samples"],
  additionalProperties: false,
});
