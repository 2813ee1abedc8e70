import { shinglesOf } from "../text/shingles.ts";
import type { Likeness } from "./filters.ts";

/** Finds for each answer the document that shares most with it; documents pass by one after another. */
export interface Attribution {
  look(documentId: string, text: string): void;
  /** For each answer, in order, the document; `null` where none shares enough. */
  result(): (string | null)[];
}

/**
 * Attributes answers to documents by the share of the answer's runs of words that stand in the document. Of two
 * documents with the same share the first one counts. Memory depends on the answers alone.
 */
export const createAttribution = (
  answers: readonly string[],
  { shingle, threshold }: Likeness,
): Attribution => {
  const havingRun = new Map<number, number[]>();
  const best = answers.map((answer, index) => {
    const runs = shinglesOf(answer, shingle);
    for (const run of runs) {
      const having = havingRun.get(run);
      if (having) having.push(index);
      else havingRun.set(run, [index]);
    }
    return { runs: runs.length, documentId: "", share: 0 };
  });

  return {
    look: (documentId, text) => {
      const shared = new Map<number, number>();
      for (const run of shinglesOf(text, shingle)) {
        for (const index of havingRun.get(run) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
      }
      for (const [index, count] of shared) {
        const found = best[index];
        if (!found || count / found.runs <= found.share) continue;
        found.documentId = documentId;
        found.share = count / found.runs;
      }
    },
    result: () => best.map(({ documentId, share }) => (share >= threshold ? documentId : null)),
  };
};
