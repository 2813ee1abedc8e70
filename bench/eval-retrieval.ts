import { join } from "node:path";
import { parseArgs } from "node:util";
import { createFeatureActivities } from "../activities/features/create-feature-activities.ts";
import { readEnvironment } from "../configs/environment.ts";
import { readFeaturesConfig } from "../configs/features.ts";
import { makeFolder } from "../configs/make-folder.ts";
import { readRetrievalConfig } from "../configs/retrieval.ts";
import { readSettings } from "../configs/settings.ts";
import type { Interval } from "../domain/evaluation/bootstrap.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import type { RetrievalMode } from "../retrieval/contract.ts";
import { createRetriever } from "../retrieval/retriever.ts";
import { openStores } from "../stores/open-stores.ts";
import { openHandbookWay } from "./retrieval-eval/handbook-way.ts";
import { judge, PASSAGES, renderFigures, type Way } from "./retrieval-eval/judge.ts";
import { readQuestions, readUnanswerable } from "./retrieval-eval/questions.ts";
import { bestThreshold, thresholdEffects } from "./retrieval-eval/threshold.ts";
import { buildAllFeatures } from "./support/build-all-features.ts";
import { readExport, sharedData } from "./support/read-export.ts";

// `npm run eval:retrieval`: how well retrieval finds what answers labelled questions, in every mode, beside the
// handbook's way. The features are kept in DATA_DIR/eval, so that only what changed is embedded again.
const { values } = parseArgs({
  options: {
    articles: { type: "string" },
    questions: { type: "string" },
    misses: { type: "boolean", default: false },
  },
});
const fileUrl = (path: string | undefined, fallback: string): URL =>
  path ? new URL(path, `file://${process.cwd()}/`) : new URL(fallback, sharedData);

const settings = readSettings(await readEnvironment());
const dataDir = join(settings.dataDir, "eval");
await makeFolder(dataDir);
const documents = await readExport(fileUrl(values.articles, "warehouse/articles.json"));
const questions = await readQuestions(fileUrl(values.questions, "retrieval/dev.jsonl"));
const unanswerable = await readUnanswerable(new URL("retrieval-eval/unanswerable.jsonl", import.meta.url));

await using embedder = await openEmbedder(settings);
await using stores = await openStores({ ...settings, dataDir });
const { warehouse, vectors } = stores;
await warehouse.upsertDocuments(documents);
const activities = createFeatureActivities({
  warehouse,
  vectors,
  embedder,
  config: await readFeaturesConfig(),
  worker: "eval",
  now: () => performance.now(),
  context: () => ({
    signal: new AbortController().signal,
    heartbeat: () => undefined,
    lastHeartbeat: undefined,
  }),
});
await buildAllFeatures(activities, ({ documents: done, chunks }, total) =>
  process.stderr.write(`\rembedding: ${done} of ${total} documents, ${chunks} chunks `),
);
process.stderr.write("\n");

const config = await readRetrievalConfig();
const { signal } = new AbortController();
const retriever = createRetriever({ warehouse, vectors, embedder, config, now: () => performance.now() });
const ours =
  (mode: RetrievalMode): Way =>
  async ({ question, author }) => {
    const found = await retriever.retrieve(
      { query: question, mode, limit: PASSAGES, ...(author && { author }) },
      signal,
    );
    return found.results.map(({ chunk }) => ({ documentId: chunk.documentId, text: chunk.passage }));
  };
const handbook = await openHandbookWay(documents, embedder);
const ways: ReadonlyMap<string, Way> = new Map([
  ["handbook", ({ question }) => handbook(question, PASSAGES)],
  ["dense", ours("dense")],
  ["text", ours("text")],
  ["hybrid", ours("hybrid")],
]);

const rows = new Map<string, Record<string, Interval>>();
for (const [name, way] of ways) {
  const { figures, searches } = await judge(way, questions);
  rows.set(name, figures);
  if (values.misses && name === "hybrid") {
    for (const [index, search] of searches.entries()) {
      const question = questions[index];
      const hit = search.documents[0] !== undefined && search.relevant.has(search.documents[0]);
      if (!hit || !search.evidenceInTopFive) {
        console.log(
          `${question?.id} first ${hit ? "right" : "WRONG"}, evidence ${search.evidenceInTopFive}: ${question?.question}`,
        );
      }
    }
  }
}
console.log(`${questions.length} questions over ${documents.length} documents; 95% intervals in brackets\n`);
console.log(renderFigures(rows));

const confidences = async (texts: readonly string[]): Promise<number[]> =>
  Promise.all(
    texts.map(
      async (query) => (await retriever.retrieve({ query, mode: "hybrid", limit: 5 }, signal)).confidence,
    ),
  );
const effects = thresholdEffects(
  await confidences(questions.map(({ question }) => question)),
  await confidences(unanswerable),
);
const present = effects.find(({ threshold }) => threshold >= config.threshold);
for (const [label, effect] of [
  ["best", bestThreshold(effects)],
  ["set", present],
] as const) {
  if (effect) {
    console.log(
      `\nthreshold ${effect.threshold.toFixed(2)} (${label}): ${(100 * effect.answered).toFixed(0)}% of the answerable questions are ` +
        `answered, ${(100 * effect.refused).toFixed(0)}% of ${unanswerable.length} unanswerable ones refused`,
    );
  }
}
