import { z } from "zod";
import { etlInputSchema, etlResultSchema } from "./etl.ts";
import { featureEngineeringResultSchema } from "./feature-engineering.ts";

/** From sources to a twin that answers: collects, then builds the features of what was collected. */
export const twinInputSchema = etlInputSchema;
export type TwinInput = z.input<typeof twinInputSchema>;

export const twinResultSchema = z.object({ etl: etlResultSchema, features: featureEngineeringResultSchema });
export type TwinResult = z.infer<typeof twinResultSchema>;
