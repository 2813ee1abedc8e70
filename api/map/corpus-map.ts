import type { EmbeddedChunk } from "../../domain/chunks.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { MapPoint, MapResponse } from "../contract/map.ts";
import type { FinishedMap, MapCache } from "./map-cache.ts";
import type { Project } from "./project.ts";
import { createRandom } from "./random.ts";
import { readFingerprint, readMapCollections, walkChunks } from "./read-corpus.ts";
import { drawSample } from "./sample.ts";
import type { Point } from "./umap.ts";

/** The corpus in two dimensions. */
export interface CorpusMap extends AsyncDisposable {
  /**
   * The map of what the vector store holds now; starts computing it where it is not there yet. What went wrong while
   * computing is thrown once, by the next call.
   */
  read(): Promise<MapResponse>;
}

interface Dependencies {
  readonly vectors: VectorStore;
  readonly cache: MapCache;
  readonly project: Project;
}

/** Points on the map at most; of more chunks a sample is shown. */
export const MAX_POINTS = 5_000;
const SEED = 20_260_101;
const SHOWN_CHARACTERS = 200;

const toPoint = (chunk: EmbeddedChunk, [x, y]: Point): MapPoint => ({
  chunkId: chunk.id,
  documentId: chunk.documentId,
  x,
  y,
  author: chunk.author.name,
  category: chunk.category,
  platform: chunk.platform,
  title: chunk.title,
  text: [...chunk.text].slice(0, SHOWN_CHARACTERS).join(""),
  link: chunk.link,
});

/** One map is computed at a time; while the corpus changes, the last finished one is shown beside its progress. */
export const createCorpusMap = ({ vectors, cache, project }: Dependencies): CorpusMap => {
  const stop = new AbortController();
  let latest: { readonly fingerprint: string; readonly map: FinishedMap } | undefined;
  let computing: { progress: number; total: number; readonly done: Promise<void> } | undefined;
  let failure: { readonly error: unknown } | undefined;

  const compute = async (collections: readonly string[], fingerprint: string): Promise<void> => {
    const chunks = walkChunks(vectors, collections, stop.signal);
    const { items, total } = await drawSample(chunks, MAX_POINTS, createRandom(SEED));
    const points = await project(
      items.map((chunk) => chunk.vector),
      {
        seed: SEED,
        signal: stop.signal,
        onProgress: (done) => {
          if (computing) Object.assign(computing, { progress: done, total });
        },
      },
    );
    const map = { total, points: items.map((chunk, index) => toPoint(chunk, points[index] ?? [0, 0])) };
    await cache.write(fingerprint, map);
    latest = { fingerprint, map };
  };

  const start = (collections: readonly string[], fingerprint: string): void => {
    const done = compute(collections, fingerprint)
      .catch((error: unknown) => {
        failure = { error };
      })
      .finally(() => {
        computing = undefined;
      });
    computing = { progress: 0, total: latest?.map.total ?? 0, done };
  };

  const findFinished = async (fingerprint: string): Promise<FinishedMap | undefined> => {
    if (latest?.fingerprint === fingerprint) return latest.map;
    const map = await cache.read(fingerprint);
    if (map) latest = { fingerprint, map };
    return map;
  };

  return {
    read: async () => {
      if (failure) {
        const { error } = failure;
        failure = undefined;
        throw error;
      }
      const collections = await readMapCollections(vectors);
      if (collections.length === 0) return { state: "ready", progress: 1, total: 0, points: [] };
      const fingerprint = await readFingerprint(vectors, collections);
      const map = await findFinished(fingerprint);
      if (map) return { state: "ready", progress: 1, total: map.total, points: map.points };
      if (!computing) start(collections, fingerprint);
      const { progress, total } = computing ?? { progress: 0, total: 0 };
      return { state: "computing", progress, total, points: latest?.map.points ?? [] };
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort(new Error("The gateway is shutting down."));
      await computing?.done;
    },
  };
};
