/**
 * Whether the candidate answers the n-th request, so that its share of any run of requests is as near to `weight` as
 * whole requests allow (Bresenham's line: the error is carried on, nothing is drawn by lot).
 *
 * @param n from 1.
 * @param weight share of the requests, 0 to 1.
 */
export const isCandidatesTurn = (n: number, weight: number): boolean =>
  Math.floor(n * weight) > Math.floor((n - 1) * weight);
