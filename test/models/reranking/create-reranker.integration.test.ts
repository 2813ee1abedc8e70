import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reranker } from "../../../models/reranker.ts";
import { createReranker } from "../../../models/reranking/create-reranker.ts";
import { writeTinyCrossEncoder } from "./tiny-cross-encoder.ts";

let folder: string;
let reranker: Reranker;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cross-encoder-"));
  await writeTinyCrossEncoder(folder);
  reranker = await createReranker({ name: "tiny", folder, maxTokens: 8, threads: 1 });
});
afterAll(async () => {
  await reranker[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe("the reranker", () => {
  it("scores each passage with the query, in order, the passage as the second text", async () => {
    // dull 4, good 5, best 6, and the last [SEP] 3.
    expect(await reranker.score("which", ["dull", "good best", "best"])).toEqual([7, 14, 9]);
  });

  it("cuts a passage at the limit and keeps the last special token", async () => {
    expect(await reranker.score("which", ["best ".repeat(20)])).toEqual([4 * 6 + 3]);
  });

  it("scores nothing for no passages, and stops when aborted", async () => {
    expect(await reranker.score("which", [])).toEqual([]);
    await expect(reranker.score("which", ["best"], AbortSignal.abort(new Error("enough")))).rejects.toThrow(
      "enough",
    );
  });
});
