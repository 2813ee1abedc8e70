import { type Shingles, shinglesOf } from "../text/shingles.ts";

/** Words in a run: long enough that only copied text has runs in common. */
const RUN_WORDS = 5;
/** A run that more documents have is a signature or a footer: it says nothing about two of them. */
const MOST_HAVING = 50;
/** Above any number of documents that is compared. */
const BASE = 2 ** 20;

export const documentRuns = (text: string): Shingles => shinglesOf(text, RUN_WORDS);

/** Every run with the position of each document that has it, in order of the run. */
const runsWithOwners = (documents: readonly Shingles[]): Float64Array => {
  const pairs = new Float64Array(documents.reduce((sum, runs) => sum + runs.length, 0));
  let at = 0;
  for (const [owner, runs] of documents.entries()) {
    for (const run of runs) pairs[at++] = run * BASE + owner;
  }
  return pairs.sort();
};

const countPairs = (owners: readonly number[], counts: Map<number, number>): void => {
  if (owners.length > MOST_HAVING) return;
  for (const [index, first] of owners.entries()) {
    for (const second of owners.slice(index + 1)) {
      counts.set(first * BASE + second, (counts.get(first * BASE + second) ?? 0) + 1);
    }
  }
};

/**
 * Finds documents of which one stands in the other for the most part: the same article on two platforms, or a newsletter
 * that repeats one. Measured by containment (Broder, 1997): the common runs as a share of the shorter one's.
 *
 * @param documents of each document its `documentRuns`; a million at most.
 * @param share from which two are similar, above 0.
 * @returns positions of the pairs.
 */
export const findSimilarDocuments = (documents: readonly Shingles[], share: number): [number, number][] => {
  const counts = new Map<number, number>();
  let run = -1;
  let owners: number[] = [];
  for (const pair of runsWithOwners(documents)) {
    const ofRun = Math.floor(pair / BASE);
    if (ofRun !== run) {
      countPairs(owners, counts);
      run = ofRun;
      owners = [];
    }
    owners.push(pair % BASE);
  }
  countPairs(owners, counts);

  const lengthOf = (position: number): number => documents[position]?.length ?? 0;
  return [...counts]
    .map(([pair, shared]) => ({ first: Math.floor(pair / BASE), second: pair % BASE, shared }))
    .filter(({ first, second, shared }) => shared >= share * Math.min(lengthOf(first), lengthOf(second)))
    .map(({ first, second }) => [first, second]);
};
