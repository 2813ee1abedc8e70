/** Nobody wants to wait longer than that for a run that may begin. */
const FIRST_MS = 5_000;
/** Share of the time waited by which the next try may be late besides. */
const SHARE_OF_WAIT = 1 / 100;

/**
 * Pause before a run tries again to start what another run is in the way of, in milliseconds: five seconds and a
 * hundredth of what it has waited so far. Tries then grow with the logarithm of that: 210 in the first hour, 520 in a
 * day, 860 in thirty.
 */
export const retryPause = (waitedMs: number): number => FIRST_MS + waitedMs * SHARE_OF_WAIT;
