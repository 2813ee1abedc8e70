/** Counts the tokens of a text as the embedder sees it, special tokens included. */
export type CountTokens = (text: string) => number;

export interface EmbedOptions {
  readonly signal?: AbortSignal;
  /** Called as texts are done, with how many of this call are. */
  readonly onProgress?: (done: number) => void;
}

export interface EmbedResult {
  /** One vector per text, in order: `dimension` floats of unit length. */
  readonly vectors: Float32Array[];
  /** Wall time in milliseconds during which at least one thread ran the model itself. */
  readonly inferenceMs: number;
}

/** Turns texts into vectors. Texts longer than `maxTokens` are truncated there by the tokenizer. */
export interface Embedder extends AsyncDisposable {
  /** The model's name in the catalogue, such as `all-MiniLM-L6-v2`. */
  readonly model: string;
  /** Floats per vector. */
  readonly dimension: number;
  /** Longest input in tokens, special tokens included. */
  readonly maxTokens: number;
  readonly countTokens: CountTokens;
  /** @throws the signal's reason when aborted. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<EmbedResult>;
}
