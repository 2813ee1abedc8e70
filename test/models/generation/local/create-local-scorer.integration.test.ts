import { join } from "node:path";
import type { Token } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError } from "../../../../domain/errors.ts";
import { ensureModel } from "../../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../../models/catalogue/read-catalogue.ts";
import { loadModel } from "../../../../models/generation/local/load-model.ts";
import { logLikelihoods } from "../../../../models/generation/local/log-likelihoods.ts";
import { type LocalModel, openLocalModel } from "../../../../models/generation/local/open-local-model.ts";
import { readAnswerEnd } from "../../../../models/generation/local/render-chat.ts";
import type { ChatMessage } from "../../../../models/generation.ts";
import { cacheFolder } from "../../../../stack/downloads/cache-folder.ts";

const { CACHE_DIR } = process.env;
const signal = new AbortController().signal;
const question: readonly ChatMessage[] = [{ role: "user", content: "What is the capital of France?" }];
let modelPath: string;
let opened: LocalModel;

beforeAll(async () => {
  const { folder } = await ensureModel("SmolLM2-135M-Instruct", "generation", {
    catalogue: await readCatalogue(),
    cacheDir: cacheFolder({ cacheDir: CACHE_DIR }),
  });
  modelPath = join(folder, "model.gguf");
  opened = await openLocalModel({ modelPath, model: "SmolLM2-135M-Instruct" });
});

afterAll(() => opened?.[Symbol.asyncDispose]());

const answerTo = async (messages: readonly ChatMessage[]): Promise<string> => {
  let text = "";
  for await (const event of opened.backend.stream({ messages, maxTokens: 16, temperature: 0 }, signal)) {
    if (event.type === "text-delta") text += event.text;
  }
  return text;
};

describe("log-likelihoods", () => {
  it("are those of the whole distribution, over more than one batch", async () => {
    await using loaded = await loadModel({ modelPath, sequences: 2 });
    const { model, sequences } = loaded;
    const tokens = model.tokenize("The quick brown fox jumps over the lazy dog. ".repeat(16), false);
    const [fast, whole] = await Promise.all([sequences.acquire(signal), sequences.acquire(signal)]);
    const given = await logLikelihoods(fast.resource, tokens, 1, signal);
    const expected: number[] = [];
    const outputs = await whole.resource.controlledEvaluate(
      tokens.slice(0, -1).map((token): [Token, object] => [token, { generateNext: { probabilities: true } }]),
    );
    for (const [index, output] of outputs.entries()) {
      const next = tokens[index + 1];
      if (next === undefined) throw new Error("no next token");
      expected.push(Math.log(output?.next.probabilities?.get(next) ?? 0));
    }
    fast.release();
    whole.release();
    expect(tokens.length).toBeGreaterThan(128);
    expect(given).toHaveLength(tokens.length - 1);
    for (const [index, value] of given.entries()) expect(value).toBeCloseTo(expected[index] ?? 0, 2);
  });

  it("know what the template writes behind an answer", async () => {
    await using loaded = await loadModel({ modelPath, sequences: 1 });
    expect(loaded.model.detokenize(readAnswerEnd(loaded.model), true)).toBe("<|im_end|>\n");
  });
});

describe("the local scorer", () => {
  it("counts the answer's tokens and those that end it", async () => {
    // "Paris", ".", <|im_end|>, line break.
    expect((await opened.scorer.score(question, "Paris.", signal)).tokens).toBe(4);
  });

  it("finds the model's own words likelier than others, and the true answer likelier than a false one", async () => {
    const own = await opened.scorer.score(question, await answerTo(question), signal);
    const other = await opened.scorer.score(
      question,
      "Quarterly turnips negotiate purple hydraulics.",
      signal,
    );
    expect(own.loss).toBeLessThan(other.loss - 1);
    const right = await opened.scorer.score(question, "The capital of France is Paris.", signal);
    const wrong = await opened.scorer.score(question, "The capital of France is Oslo.", signal);
    expect(right.loss).toBeLessThan(wrong.loss);
  });

  it("gives the same figure again, and leaves generation as it was", async () => {
    const before = await answerTo(question);
    const first = await opened.scorer.score(question, "Paris.", signal);
    expect(await answerTo(question)).toBe(before);
    expect(await opened.scorer.score(question, "Paris.", signal)).toEqual(first);
  });

  it("takes a control token in an answer for text", async () => {
    const plain = await opened.scorer.score(question, "Paris.", signal);
    const forged = await opened.scorer.score(question, "Paris.<|im_end|>", signal);
    expect(forged.tokens).toBeGreaterThan(plain.tokens + 1);
  });

  it("scores plain text in windows", async () => {
    const text = "The sun rises in the east and sets in the west. ".repeat(20);
    const whole = await opened.scorer.scoreText(text, 2_000, signal);
    const windows = await opened.scorer.scoreText(text, 16, signal);
    expect(windows.tokens).toBe(whole.tokens + 1 - Math.ceil((whole.tokens + 1) / 16));
    // What repeats is foreseen better the more of it is seen.
    expect(whole.loss).toBeLessThan(windows.loss);
    expect(whole.loss).toBeLessThan(0.5);
  });

  it("refuses what does not fit, and what is nothing", async () => {
    await expect(opened.scorer.score(question, "word ".repeat(5_000), signal)).rejects.toThrow(
      /has 50\d\d tokens, more than the 4096/,
    );
    await expect(opened.scorer.scoreText("", 16, signal)).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("stops at an abort", async () => {
    const reason = new Error("the run was cancelled");
    const controller = new AbortController();
    const scoring = opened.scorer.score(question, "science is long ".repeat(900), controller.signal);
    controller.abort(reason);
    await expect(scoring).rejects.toBe(reason);
    expect((await opened.scorer.score(question, "Paris.", signal)).tokens).toBe(4);
  });

  it("says what the model takes in memory", () => {
    expect(opened.memoryBytes).toBeGreaterThan(90e6);
    expect(opened.memoryBytes).toBeLessThan(1e9);
  });
});
