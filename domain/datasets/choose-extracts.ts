import { createHash } from "node:crypto";

/** An extract to ask about, and for how many samples. */
export interface ChosenExtract<Extract> {
  readonly extract: Extract;
  readonly samples: number;
}

/**
 * Spreads a document's samples over its extracts: one each for as many extracts as samples, chosen by the seed, or
 * several for each where there are fewer. In the document's order; equal input gives the same choice.
 */
export const chooseExtracts = <Extract extends { readonly id: string }>(
  extracts: readonly Extract[],
  samples: number,
  seed: number,
): ChosenExtract<Extract>[] => {
  const placeOf = ({ id }: Extract): string => createHash("sha256").update(`${seed}:${id}`).digest("hex");
  const ordered = extracts
    .map((extract) => ({ extract, place: placeOf(extract) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ extract }) => extract);
  const counts = new Map<Extract, number>();
  for (let sample = 0; sample < samples && ordered.length > 0; sample++) {
    const extract = ordered[sample % ordered.length];
    if (extract) counts.set(extract, (counts.get(extract) ?? 0) + 1);
  }
  return extracts.flatMap((extract) => {
    const count = counts.get(extract);
    return count === undefined ? [] : [{ extract, samples: count }];
  });
};
