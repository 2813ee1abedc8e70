import { UMAP } from "umap-js";
import { createRandom } from "./random.ts";

/** Neighbours that UMAP looks at; its authors' default. */
const NEIGHBOURS = 15;
/** Fewer points than this have no structure to find: they are put in a row. */
const LEAST_POINTS = 5;

export type Point = readonly [x: number, y: number];

/**
 * Lays vectors out in two dimensions by UMAP (McInnes, Healy and Melville 2018), the same way for the same seed.
 *
 * @param vectors unit vectors of one length.
 * @param onProgress called with the share done, 0 to 1.
 */
export const layOut = (
  vectors: readonly (readonly number[])[],
  seed: number,
  onProgress: (done: number) => void,
): Point[] => {
  if (vectors.length < LEAST_POINTS) return vectors.map((_, index) => [index, 0]);
  const umap = new UMAP({
    nNeighbors: Math.min(NEIGHBOURS, vectors.length - 1),
    minDist: 0.1,
    // Unit vectors are near in angle exactly when they are near in space: no other distance is needed.
    random: createRandom(seed),
  });
  const epochs = umap.initializeFit(vectors.map((vector) => [...vector]));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    umap.step();
    onProgress((epoch + 1) / epochs);
  }
  return umap.getEmbedding().map(([x = 0, y = 0]) => [x, y]);
};
