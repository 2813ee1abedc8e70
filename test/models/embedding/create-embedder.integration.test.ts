import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readSettings } from "../../../configs/settings.ts";
import type { Embedder } from "../../../models/embedder.ts";
import { openEmbedder } from "../../../models/embedding/open-embedder.ts";

const fixtureSchema = z.object({
  samples: z.array(z.object({ text: z.string(), vector: z.array(z.number()) })),
});
const fixture = new URL("../../fixtures/embeddings/all-MiniLM-L6-v2.json", import.meta.url);

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let dot = 0;
  for (let index = 0; index < a.length; index += 1) dot += (a[index] ?? 0) * (b[index] ?? 0);
  return dot / (Math.hypot(...Array.from(a)) * Math.hypot(...Array.from(b)));
};

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder({
    ...readSettings(process.env),
    embeddingModel: "all-MiniLM-L6-v2",
    embeddingThreads: 2,
  });
});
afterAll(() => embedder[Symbol.asyncDispose]());

describe("the embedder", () => {
  it("gives the vectors of sentence-transformers", async () => {
    const { samples } = fixtureSchema.parse(JSON.parse(await readFile(fixture, "utf8")));
    const { vectors } = await embedder.embed(samples.map(({ text }) => text));
    const cosines = samples.map(({ vector }, index) => cosine(vector, vectors[index] ?? []));
    expect(samples.length).toBe(5);
    expect(Math.min(...cosines)).toBeGreaterThan(0.99999);
  });

  it("keeps the order, embeds equal texts alike, and gives unit length", async () => {
    const texts = Array.from({ length: 40 }, (_, index) => "word ".repeat((index * 7) % 50) + (index % 30));
    const alone = await Promise.all(texts.map((text) => embedder.embed([text])));
    const { vectors } = await embedder.embed([...texts, texts[3] ?? ""]);
    for (const [
      index,
      {
        vectors: [single],
      },
    ] of alone.entries()) {
      expect(cosine(single ?? [], vectors[index] ?? [])).toBeGreaterThan(0.99999);
    }
    expect(vectors[40]).toEqual(vectors[3]);
    expect(vectors[40]).not.toBe(vectors[3]);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimension);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    }
  });

  it("reports progress to the end and the time of the model", async () => {
    const seen: number[] = [];
    const { inferenceMs } = await embedder.embed(
      Array.from({ length: 30 }, (_, index) => `${index % 20} `.repeat(60)),
      { onProgress: (done) => seen.push(done) },
    );
    expect(seen.at(-1)).toBe(30);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(inferenceMs).toBeGreaterThan(0);
  });

  it("counts special tokens, and cuts a text at its limit without losing the last one", async () => {
    expect(embedder.countTokens("hello world")).toBe(4);
    const long = "hello ".repeat(600);
    expect(embedder.countTokens(long)).toBe(602);
    const { vectors } = await embedder.embed([long, "hello ".repeat(embedder.maxTokens - 2)]);
    expect(vectors[0]).toEqual(vectors[1]);
  });

  it("embeds an empty text, and nothing at all", async () => {
    expect((await embedder.embed([])).vectors).toEqual([]);
    expect((await embedder.embed([""])).vectors[0]).toHaveLength(embedder.dimension);
  });

  it("stops between batches with the signal's reason, and goes on working afterwards", async () => {
    const controller = new AbortController();
    const texts = Array.from({ length: 200 }, (_, index) => `${index} `.repeat(80));
    let done = 0;
    const embedding = embedder.embed(texts, {
      signal: controller.signal,
      onProgress: (count) => {
        done = count;
        controller.abort(new Error("enough"));
      },
    });
    await expect(embedding).rejects.toThrow("enough");
    expect(done).toBeLessThan(texts.length);
    expect((await embedder.embed(["still there"])).vectors).toHaveLength(1);
  });

  it("refuses work after it was closed", async () => {
    const other = await openEmbedder({
      ...readSettings(process.env),
      embeddingModel: "all-MiniLM-L6-v2",
      embeddingThreads: 1,
    });
    const pending = other.embed(["one"]);
    await other[Symbol.asyncDispose]();
    await expect(pending).rejects.toThrow();
    await expect(other.embed(["two"])).rejects.toThrow(/closed/);
  });
});
