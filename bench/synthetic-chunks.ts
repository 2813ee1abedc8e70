import type { EmbeddedChunk } from "../domain/chunks.ts";
import { authorId, chunkId, documentId } from "../domain/identity.ts";

const CLUSTERS = 300;
/** Spread of each component within a cluster, as a share of its spread between clusters. */
const NOISE = 0.8;
const VOCABULARY = 30_000;
const CHUNKS_PER_DOCUMENT = 32;
const AUTHORS = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra", "Barbara Liskov"];
/** The commonest words, as English has them. */
const COMMON_WORDS =
  "the of and to a in is that for it as was with be by on not he his but at are this have".split(" ");
const SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu tra ble con der fin".split(" ");

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
const createRandom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
type Random = ReturnType<typeof createRandom>;

/** One sample of the standard normal distribution (Box and Muller 1958). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const toUnit = (vector: Float32Array): Float32Array => {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
};

const makeVocabulary = (random: Random): string[] => {
  const words = new Set(COMMON_WORDS);
  while (words.size < VOCABULARY) {
    const syllables = 2 + Math.floor(random() * 3);
    words.add(
      Array.from({ length: syllables }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(""),
    );
  }
  return [...words];
};

/** Draws words as natural text does: the n-th commonest about 1/n as often (Zipf). */
const createWriter = (random: Random) => {
  const words = makeVocabulary(random);
  let total = 0;
  const cumulated = words.map((_, rank) => {
    total += 1 / (rank + 2.7);
    return total;
  });
  const word = (): string => {
    const drawn = random() * total;
    let [low, high] = [0, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? "";
  };
  return (length: number): string => Array.from({ length }, word).join(" ");
};

export interface SyntheticQuery {
  readonly text: string;
  readonly vector: Float32Array;
}

export interface SyntheticCorpus {
  /** Documents one after another, each with the chunks of one. */
  documents(): Generator<readonly EmbeddedChunk[]>;
  /** Queries that resemble the chunks: ten words and a vector of one of the clusters. Each call goes on. */
  queries(count: number): SyntheticQuery[];
}

/**
 * Chunks made by chance, the same for the same arguments: unit vectors in clusters, and text whose words are as
 * common as those of natural text. Nothing is kept in memory.
 */
export const createSyntheticCorpus = ({
  chunks,
  dimension = 384,
  seed = 1,
}: {
  readonly chunks: number;
  readonly dimension?: number;
  readonly seed?: number;
}): SyntheticCorpus => {
  const setup = createRandom(seed);
  const centres = Array.from({ length: CLUSTERS }, () =>
    toUnit(Float32Array.from({ length: dimension }, () => normal(setup))),
  );
  const spread = NOISE / Math.sqrt(dimension);
  const vectorNear = (random: Random): Float32Array => {
    const centre = centres[Math.floor(random() * CLUSTERS)] ?? new Float32Array(dimension);
    return toUnit(centre.map((value) => value + spread * normal(random)));
  };
  const writeQuery = createWriter(createRandom(seed));
  const queryRandom = createRandom(seed + 1);

  return {
    *documents() {
      const random = createRandom(seed + 2);
      const write = createWriter(createRandom(seed));
      for (let made = 0, number = 0; made < chunks; number += 1) {
        const link = `https://example.com/synthetic/${number}`;
        const id = documentId(link);
        const name = AUTHORS[number % AUTHORS.length] ?? "";
        const author = { id: authorId(name), name };
        const title = write(6);
        const size = Math.min(CHUNKS_PER_DOCUMENT, chunks - made);
        made += size;
        yield Array.from({ length: size }, (_, position): EmbeddedChunk => {
          const words = 50 + Math.floor(random() * 50);
          const text = write(words);
          return {
            id: chunkId(id, text),
            documentId: id,
            category: "articles",
            platform: "medium",
            author,
            link,
            title,
            heading: write(3),
            text,
            passage: text,
            position,
            tokens: words + 2,
            vector: vectorNear(random),
          };
        });
      }
    },
    queries: (count) =>
      Array.from({ length: count }, () => ({ text: writeQuery(10), vector: vectorNear(queryRandom) })),
  };
};
