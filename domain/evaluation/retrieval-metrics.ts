/** What one question's search found, best first, and what it should have found. */
export interface JudgedSearch {
  /** Ids of the documents found, best first, each once. */
  readonly documents: readonly string[];
  /** Ids of the documents that answer the question; never empty. */
  readonly relevant: ReadonlySet<string>;
  /** Whether a passage among the top five holds the evidence. */
  readonly evidenceInTopFive: boolean;
}

/** The figures by which retrieval is judged, each of one question, from 0 to 1. */
export const retrievalMetrics = {
  "hit@1": (search: JudgedSearch) => hitRate(search, 1),
  "hit@3": (search: JudgedSearch) => hitRate(search, 3),
  "hit@10": (search: JudgedSearch) => hitRate(search, 10),
  "mrr@10": (search: JudgedSearch) => reciprocalRank(search, 10),
  "ndcg@10": (search: JudgedSearch) => normalizedGain(search, 10),
  "evidence@5": (search: JudgedSearch) => (search.evidenceInTopFive ? 1 : 0),
} as const;

export type RetrievalMetric = keyof typeof retrievalMetrics;

const hitRate = ({ documents, relevant }: JudgedSearch, depth: number): number =>
  documents.slice(0, depth).some((id) => relevant.has(id)) ? 1 : 0;

const reciprocalRank = ({ documents, relevant }: JudgedSearch, depth: number): number => {
  const rank = documents.slice(0, depth).findIndex((id) => relevant.has(id));
  return rank < 0 ? 0 : 1 / (rank + 1);
};

/** nDCG with binary relevance (Järvelin and Kekäläinen, 2002). */
const normalizedGain = ({ documents, relevant }: JudgedSearch, depth: number): number => {
  const discount = (rank: number): number => 1 / Math.log2(rank + 2);
  const gain = documents
    .slice(0, depth)
    .reduce((sum, id, rank) => sum + (relevant.has(id) ? discount(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(relevant.size, depth) }, (_, rank) => discount(rank));
  return gain / ideal.reduce((sum, value) => sum + value, 0);
};
