import { parseArgs } from "node:util";
import { readEnvironment } from "../configs/environment.ts";
import { readRetrievalConfig } from "../configs/retrieval.ts";
import { readSettings } from "../configs/settings.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { openEmbedder } from "../models/embedding/open-embedder.ts";
import { createExtractiveBackend } from "../models/generation/extractive/create-extractive-backend.ts";
import { openGenerationBackend } from "../models/generation/open-backend.ts";
import type { GenerationBackend } from "../models/generation.ts";
import { createAnswerer } from "../retrieval/answering/create-answerer.ts";
import { type PromptTemplates, readPromptTemplates } from "../retrieval/answering/prompt-templates.ts";
import { createRetriever } from "../retrieval/retriever.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import { openStores } from "../stores/open-stores.ts";
import { type Answered, summarize } from "./answers/summarize.ts";
import { readQuestions, readUnanswerable } from "./retrieval-eval/questions.ts";
import { sharedData } from "./support/read-export.ts";

// `node bin/run.mjs bench/answers.ts --data-dir …`: what is answered to labelled questions over a twin's features, by the model
// alone, by the model kept to its passages, and by quotes.
const { values } = parseArgs({
  options: {
    "data-dir": { type: "string" },
    questions: { type: "string" },
    /** Questions of each kind; all where it is left out. */
    limit: { type: "string" },
  },
});

interface Asked {
  readonly question: string;
  readonly author?: string;
  readonly evidence?: string;
}

const readAsked = async (): Promise<Asked[]> => {
  const file = values.questions ?? new URL("retrieval/dev.jsonl", sharedData);
  const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
  const answerable = (await readQuestions(file)).map(({ question, evidence, author }) => ({
    question,
    evidence,
    ...(author && { author }),
  }));
  const others = await readUnanswerable(new URL("retrieval-eval/unanswerable.jsonl", import.meta.url));
  const unanswerable = others.map((question) => ({ question }));
  return [...answerable.slice(0, limit), ...unanswerable.slice(0, limit)];
};

const settings = readSettings(await readEnvironment());
const dataDir = values["data-dir"] ?? settings.dataDir;
const asked = await readAsked();
const { signal } = new AbortController();
const now = () => performance.now();

await using stores = await openStores({ ...settings, dataDir });
await using embedder = await openEmbedder(settings);
await using local = await openGenerationBackend(settings, {
  catalogue: await readCatalogue(),
  cacheDir: cacheFolder(settings),
  fetch,
  onWarning: (message) => console.error(message),
});
const { warehouse, vectors } = stores;
const retriever = createRetriever({ warehouse, vectors, embedder, config: await readRetrievalConfig(), now });
const templates = await readPromptTemplates();
const { grounding: _, ...ungrounded } = templates.answer;

const answerAll = async (backend: GenerationBackend, used: PromptTemplates): Promise<Answered[]> => {
  const answerer = createAnswerer({ retriever, backend, templates: used, clock: now, newId: () => "bench" });
  const answered: Answered[] = [];
  for (const { question: prompt, author, evidence } of asked) {
    let passages: readonly string[] = [];
    const request = { prompt, template: "answer", ...(author === undefined ? {} : { author }) } as const;
    const options = {
      retrieval: { mode: "hybrid", limit: 5 },
      generation: { maxTokens: 256, temperature: 0 },
    } as const;
    for await (const event of answerer.answer({ ...request, ...options }, signal)) {
      if (event.type === "retrieval") passages = event.citations.map(({ text }) => text);
      if (event.type === "done") {
        answered.push({ answer: event.answer, passages, ...(evidence === undefined ? {} : { evidence }) });
      }
    }
    process.stderr.write(`\r${answered.length} of ${asked.length} `);
  }
  return answered;
};

const ways = [
  ["quotes", createExtractiveBackend({ reason: "to compare" }), templates],
  ["kept to the passages", local, templates],
  ["model alone", local, { ...templates, answer: ungrounded }],
] as const;

console.log(`${asked.length} questions, ${(await local.describe()).model}\n`);
for (const [index, [name, backend, used]] of ways.entries()) {
  const figures = summarize(await answerAll(backend, used));
  process.stderr.write("\n");
  const names = Object.keys(figures);
  if (index === 0) console.log(`| way | ${names.join(" | ")} |\n| --- |${" --- |".repeat(names.length)}`);
  console.log(`| ${name} | ${Object.values(figures).join(" | ")} |`);
}
