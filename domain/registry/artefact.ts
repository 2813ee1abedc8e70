import { z } from "zod";

/** SHA-256 in lower-case hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, "must be a SHA-256 in hex");

export const artefactFileSchema = z.object({
  /** Path inside the artefact, with forward slashes. */
  path: z.string().min(1),
  sha256: sha256Schema,
  bytes: z.int().min(0),
});
export type ArtefactFile = z.infer<typeof artefactFileSchema>;

/** A folder of files that never changes: an adapter, a quantized model, a dataset, a report. */
export const artefactSchema = z.object({
  /** SHA-256 over the lines `sha256  path` of its files in order of path: the same content is the same artefact. */
  id: sha256Schema,
  /** What it is, such as `gguf`, `adapter`, `merged`, `dataset` or `report`. */
  kind: z.string().min(1),
  files: z.array(artefactFileSchema).min(1),
});
export type Artefact = z.infer<typeof artefactSchema>;

/** Size of an artefact, in bytes. */
export const artefactBytes = (artefact: Artefact): number =>
  artefact.files.reduce((sum, file) => sum + file.bytes, 0);
