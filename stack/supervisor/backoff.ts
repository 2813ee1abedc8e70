const FIRST = 500;
const LONGEST = 30_000;
/** A child that ran this long (in milliseconds) before it died starts over with the shortest wait. */
const STABLE = 60_000;

/** Counts how often in a row a child died soon after its start. */
export const countDeaths = (before: number, ranMs: number): number => (ranMs >= STABLE ? 1 : before + 1);

/** Milliseconds to wait before the start after so many deaths in a row (from 1): doubled each time, 30 s at most. */
export const restartDelay = (deaths: number): number => Math.min(FIRST * 2 ** (deaths - 1), LONGEST);
