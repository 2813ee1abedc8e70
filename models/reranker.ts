/** Scores how well passages answer a query, by a cross-encoder. */
export interface Reranker extends AsyncDisposable {
  /** The model's name in the catalogue. */
  readonly model: string;
  /** One score per passage, in order; higher is better, comparable only within one call. */
  score(query: string, passages: readonly string[], signal?: AbortSignal): Promise<number[]>;
}
