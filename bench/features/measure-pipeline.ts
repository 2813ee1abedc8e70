/**
 * From warehouse to vector store in one process, without Temporal: a child of bench/features.ts, so that its peak
 * memory is its own. Prints one line of JSON.
 *
 *   node bin/run.mjs bench/features/measure-pipeline.ts ARTICLES_FILE DATA_DIR CHUNK_TEXTS_FILE
 */
import { writeFile } from "node:fs/promises";
import { resourceUsage } from "node:process";
import { pathToFileURL } from "node:url";
import { createFeatureActivities } from "../../activities/features/create-feature-activities.ts";
import { readEnvironment } from "../../configs/environment.ts";
import { readFeaturesConfig } from "../../configs/features.ts";
import { readSettings } from "../../configs/settings.ts";
import type { Embedder } from "../../models/embedder.ts";
import { openEmbedder } from "../../models/embedding/open-embedder.ts";
import { openStores } from "../../stores/open-stores.ts";
import { buildAllFeatures } from "../support/build-all-features.ts";
import { readExport } from "../support/read-export.ts";

const [articles = "", dataDir = "", textsFile = ""] = process.argv.slice(2);
const settings = { ...readSettings(await readEnvironment()), dataDir };
await using embedder = await openEmbedder(settings);
await using stores = await openStores(settings);
await stores.warehouse.upsertDocuments(await readExport(pathToFileURL(articles)));
await embedder.embed(["warm"]);

const texts: string[] = [];
let inferenceMs = 0;
const counted: Embedder = {
  ...embedder,
  embed: async (batch, options) => {
    const result = await embedder.embed(batch, options);
    texts.push(...batch);
    inferenceMs += result.inferenceMs;
    return result;
  },
};
const activities = createFeatureActivities({
  ...stores,
  embedder: counted,
  config: await readFeaturesConfig(),
  worker: "bench",
  now: () => performance.now(),
  context: () => ({
    signal: new AbortController().signal,
    heartbeat: () => undefined,
    lastHeartbeat: undefined,
  }),
});

const start = performance.now();
const { totals } = await buildAllFeatures(activities);
const seconds = (performance.now() - start) / 1_000;
await writeFile(textsFile, texts.map((text) => `${JSON.stringify(text)}\n`).join(""));
console.log(
  JSON.stringify({
    documents: totals.documents,
    chunks: totals.chunks,
    seconds,
    inferenceShare: inferenceMs / 1_000 / seconds,
    // Linux counts in kilobytes.
    peakMemoryBytes: resourceUsage().maxRSS * 1_024,
  }),
);
