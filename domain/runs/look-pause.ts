/** Workers pass on what a step tells by heartbeat this often at most; looking more often shows nothing new. */
const STEADY_MS = 5_000;
/** Share of a run's age by which what is shown of it may be late besides. */
const SHARE_OF_AGE = 1 / 1_000;

/**
 * Pause before the next look at a step, in milliseconds: five seconds and a thousandth of the run's age. Looks then grow
 * with the logarithm of the age: 540 in the first hour, 2,900 in a day, 6,300 in thirty.
 */
export const lookPause = (ageMs: number): number => STEADY_MS + ageMs * SHARE_OF_AGE;
