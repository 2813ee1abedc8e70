import { z } from "zod";
import { readYaml } from "./read-yaml.ts";

const chunkSizeSchema = z
  .strictObject({ size: z.int().min(100).max(20_000), overlap: z.int().min(0) })
  .refine((value) => value.overlap < value.size, { error: "overlap must be smaller than size" });

export const featuresConfigSchema = z.strictObject({
  cleaning: z.strictObject({ mode: z.enum(["readable", "ascii"]) }),
  chunking: z.strictObject({
    articles: chunkSizeSchema,
    posts: chunkSizeSchema,
    repositories: chunkSizeSchema,
  }),
});
export type FeaturesConfig = z.infer<typeof featuresConfigSchema>;

/**
 * Reads `configs/features.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readFeaturesConfig = (
  file: URL | string = new URL("./features.yaml", import.meta.url),
): Promise<FeaturesConfig> => readYaml(file, featuresConfigSchema);
