// Compares our vectors with those of sentence-transformers on real chunks, and both speeds on all of them.
//
//   node bin/run.mjs bench/embedding-proof/prove.ts [--data FILE] [--python PYTHON] [--rounds 3]
//
// Exits with 1 when any cosine is below 0.9999.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readSettings } from "../../configs/settings.ts";
import type { Embedder } from "../../models/embedder.ts";
import { openEmbedder } from "../../models/embedding/open-embedder.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { type PythonPeer, preparePythonPeer } from "../features/python/prepare-python-peer.ts";
import { readPieces, spread } from "./sample-pieces.ts";

const COMPARED = 200;
const LEAST_COSINE = 0.9999;

const { values: options } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/warehouse/articles.json" },
    python: { type: "string" },
    rounds: { type: "string", default: "3" },
  },
});

const runPython = async (
  script: string,
  { python, modelFolder }: PythonPeer,
  input: string,
): Promise<unknown> => {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(python, [file, modelFolder], { stdio: ["pipe", "pipe", "ignore"] });
  const closed = once(child, "close");
  child.stdin.end(input);
  const output = await text(child.stdout);
  const [code] = await closed;
  if (code !== 0) throw new Error(`${python} ${file} ended with code ${code}`);
  return JSON.parse(output);
};

const dot = (a: Float32Array, b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const compare = async (
  embedder: Embedder,
  peer: PythonPeer,
  pieces: readonly string[],
): Promise<number[]> => {
  const theirs = z
    .array(z.array(z.number()))
    .parse(await runPython("./sentence_transformers_vectors.py", peer, JSON.stringify(pieces)));
  const { vectors } = await embedder.embed(pieces);
  return vectors.map((vector, index) => dot(vector, theirs[index] ?? []));
};

const speedOf = async (embedder: Embedder, pieces: readonly string[]): Promise<number> => {
  const start = performance.now();
  await embedder.embed(pieces);
  return (pieces.length / (performance.now() - start)) * 1000;
};

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const settings = { ...readSettings(process.env), embeddingModel: "all-MiniLM-L6-v2" };
const peer = await preparePythonPeer({ cacheDir: cacheFolder(settings), python: options.python });
await using embedder = await openEmbedder(settings);
const pieces = await readPieces(options.data);

const cosines = await compare(embedder, peer, spread(pieces, COMPARED));
const least = Math.min(...cosines);
console.log(`cosine to sentence-transformers on ${cosines.length} chunks: least ${least.toFixed(8)}`);
if (cosines.length < COMPARED || !(least >= LEAST_COSINE)) process.exitCode = 1;

const speedSchema = z.object({ textsPerSecond: z.number(), peakMemoryBytes: z.number() });
const ours: number[] = [];
const theirs: number[] = [];
for (let round = 1; round <= Number(options.rounds); round += 1) {
  ours.push(await speedOf(embedder, pieces));
  const lines = pieces.map((piece) => JSON.stringify(piece)).join("\n");
  const measured = speedSchema.parse(await runPython("../features/python/embed.py", peer, lines));
  theirs.push(measured.textsPerSecond);
  console.log(
    `round ${round}, ${pieces.length} chunks: ours ${ours.at(-1)?.toFixed(1)} a second, sentence-transformers ${measured.textsPerSecond.toFixed(1)} (${Math.round(measured.peakMemoryBytes / 1e6)} MB at its peak)`,
  );
}
if (ours.length > 0) {
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1000);
  console.log(
    `median: ours ${median(ours).toFixed(1)} a second (${peakMb} MB at its peak), sentence-transformers ${median(theirs).toFixed(1)}: ${(median(ours) / median(theirs)).toFixed(1)} times as fast`,
  );
}
