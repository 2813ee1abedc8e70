/**
 * How fast documents become features: through the workflow, in one process without Temporal, and by Python with
 * sentence-transformers on the same chunks, in turn.
 *
 *   node bin/run.mjs bench/features.ts [--articles FILE] [--rounds 3] [--python PYTHON]
 */

import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readEnvironment } from "../configs/environment.ts";
import { readSettings } from "../configs/settings.ts";
import { cacheFolder } from "../stack/downloads/cache-folder.ts";
import { measureRun } from "./features/measure-run.ts";
import { preparePythonPeer } from "./features/python/prepare-python-peer.ts";
import { sharedData } from "./support/read-export.ts";

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: fileURLToPath(new URL("warehouse/articles.json", sharedData)) },
    rounds: { type: "string", default: "3" },
    python: { type: "string" },
  },
});
const rounds = z.coerce.number().int().min(1).parse(values.rounds);

const pipelineSchema = z.object({
  documents: z.number(),
  chunks: z.number(),
  seconds: z.number(),
  inferenceShare: z.number(),
  peakMemoryBytes: z.number(),
});
const pythonSchema = z.object({ texts: z.number(), seconds: z.number(), peakMemoryBytes: z.number() });

/** One way's figures in one round. */
interface Row {
  readonly way: string;
  readonly documents: number | null;
  readonly chunks: number;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
  readonly inferenceShare: number | null;
}

const runChild = async (command: readonly string[], input?: string): Promise<unknown> => {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  if (input) createReadStream(input).pipe(child.stdin);
  else child.stdin.end();
  const output = await text(child.stdout);
  return JSON.parse(output);
};

const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const settings = readSettings(await readEnvironment());
const peer = await preparePythonPeer({ cacheDir: cacheFolder(settings), python: values.python });
const folder = await mkdtemp(join(tmpdir(), "twin-features-"));
const rows: Row[] = [];
try {
  for (let round = 1; round <= rounds; round += 1) {
    const texts = join(folder, `texts-${round}.jsonl`);
    const pipeline = pipelineSchema.parse(
      await runChild([
        process.execPath,
        script("./features/measure-pipeline.ts"),
        values.articles,
        join(folder, `pipeline-${round}`),
        texts,
      ]),
    );
    rows.push({ way: "one process", ...pipeline });
    const run = await measureRun(values.articles, join(folder, `run-${round}`));
    rows.push({ way: "workflow", ...run, inferenceShare: null });
    const python = pythonSchema.parse(
      await runChild([peer.python, script("./features/python/embed.py"), peer.modelFolder], texts),
    );
    rows.push({
      way: "Python, embedding alone",
      documents: null,
      inferenceShare: null,
      chunks: python.texts,
      ...python,
    });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const cells = (row: Row): string[] => [
  row.way,
  row.seconds.toFixed(1),
  row.documents === null ? "–" : (row.documents / row.seconds).toFixed(2),
  (row.chunks / row.seconds).toFixed(1),
  `${Math.round(row.peakMemoryBytes / 1e6)} MB`,
  row.inferenceShare === null ? "–" : `${(100 * row.inferenceShare).toFixed(1)}%`,
];
console.log("| way | seconds | documents/s | chunks/s | peak memory | model's share |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const row of rows.sort((left, right) => left.way.localeCompare(right.way))) {
  console.log(`| ${cells(row).join(" | ")} |`);
}
