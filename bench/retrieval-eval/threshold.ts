/** How a threshold of confidence treats questions of both kinds, each a share from 0 to 1. */
export interface ThresholdEffect {
  readonly threshold: number;
  /** Answerable questions that are answered. */
  readonly answered: number;
  /** Unanswerable questions that are refused. */
  readonly refused: number;
}

const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

/** What each threshold from 0 to 1, in steps of a hundredth, would do. */
export const thresholdEffects = (
  answerable: readonly number[],
  unanswerable: readonly number[],
): ThresholdEffect[] =>
  Array.from({ length: 101 }, (_, step) => step / 100).map((threshold) => ({
    threshold,
    answered: share(answerable, (confidence) => confidence >= threshold),
    refused: share(unanswerable, (confidence) => confidence < threshold),
  }));

/** The threshold with the best mean of both shares (Youden, 1950); of equals, the one in the middle. */
export const bestThreshold = (effects: readonly ThresholdEffect[]): ThresholdEffect | undefined => {
  const quality = ({ answered, refused }: ThresholdEffect): number => answered + refused;
  const best = Math.max(...effects.map(quality));
  const equals = effects.filter((effect) => quality(effect) >= best - 1e-9);
  return equals[Math.floor(equals.length / 2)];
};
