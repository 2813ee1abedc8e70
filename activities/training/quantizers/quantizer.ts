import type { Trainer } from "../../../domain/training/trainer.ts";

/** What a quantizer works with. */
export interface Quantization {
  readonly trainer: Trainer;
  readonly llamaLibrary: string | undefined;
  /** Folder of the unquantized model, as transformers loads it. */
  readonly modelDir: string;
  /** Samples, a JSON object a line, by which small types weigh their errors. */
  readonly calibrationFile: string;
  /** Where the model reads them. */
  readonly device: "auto" | "cpu" | "cuda";
  /** Folder that becomes the artefact. */
  readonly outputDir: string;
  /** Such as `Q8_0`; one of `types`. */
  readonly type: string;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/** Makes models of one format. */
export interface Quantizer {
  /** Kind of the artefact it makes. */
  readonly kind: string;
  /** Names of the quantizations it knows. */
  readonly types: readonly string[];
  quantize(quantization: Quantization): Promise<void>;
}
