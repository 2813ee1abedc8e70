import { median } from "./median.ts";
import type { Canary } from "./serving.ts";

/** What a version did, summed over the gateways. */
export interface ServingFigures {
  readonly requests: number;
  readonly errors: number;
  /** Milliseconds per generated token, one for each of the last answers. */
  readonly msPerToken: readonly number[];
}

/** Errors that condemn a candidate before `minRequests`, if they are half of its answers or more. */
const EARLY_ERRORS = 3;
/** Answers of each side from which on their speeds are compared. */
const COMPARABLE_ANSWERS = 5;

const percent = (share: number): string => `${Math.round(share * 1_000) / 10}%`;

const judgeErrors = ({ requests, errors }: ServingFigures, canary: Canary): string | undefined => {
  const early = errors >= EARLY_ERRORS && errors * 2 >= requests;
  const late = requests >= canary.minRequests && errors > canary.maxErrorRate * requests;
  return early || late
    ? `${errors} of ${requests} answers failed (${percent(errors / requests)}; at most ${percent(canary.maxErrorRate)} may)`
    : undefined;
};

const judgeSpeed = (
  candidate: ServingFigures,
  stable: ServingFigures,
  canary: Canary,
): string | undefined => {
  const least = Math.min(COMPARABLE_ANSWERS, canary.minRequests);
  if (candidate.msPerToken.length < least || stable.msPerToken.length < least) return undefined;
  const [own, others] = [median(candidate.msPerToken), median(stable.msPerToken)];
  if (own === null || others === null) return undefined;
  return own > canary.maxLatencyRatio * others
    ? `it takes ${own.toFixed(1)} ms per token, more than ${canary.maxLatencyRatio} times the ${others.toFixed(1)} ms of what serves`
    : undefined;
};

/**
 * Why a candidate must be rolled back, by its share of failed answers and by its median milliseconds per token
 * compared with what serves; `null` while all is well.
 */
export const judgeCanary = (
  candidate: ServingFigures,
  stable: ServingFigures,
  canary: Canary,
): string | null => judgeErrors(candidate, canary) ?? judgeSpeed(candidate, stable, canary) ?? null;
