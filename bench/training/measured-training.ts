/** One training run's figures. */
export interface MeasuredTraining {
  readonly way: string;
  /** From the call to the result: start of the trainer, loading, evaluations and saving included. */
  readonly seconds: number;
  /** In training steps, as the trainer counts them. */
  readonly tokensPerSecond: number;
  /** Of the trainer. */
  readonly peakMemoryBytes: number;
}
