import { describe, expect, it } from "vitest";
import { importDataset } from "../../../activities/dataset/imports/import-dataset.ts";
import type { DatasetKind } from "../../../domain/datasets/dataset-version.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { AUTHOR, cleanedDocument, createTestBench } from "./fakes.ts";

const UPLOAD = "a".repeat(64);
const subjects = [
  "gradients",
  "tokenizers",
  "embeddings",
  "schedulers",
  "quantization",
  "retrieval",
] as const;
const sample = (subject: string) => ({
  instruction: `What do ${subject} do for a model that answers questions?`,
  answer: `${subject} decide, together with ${subject.toUpperCase()} settings, how ${subject} shape an answer to a reader.`,
});
const lines = (...values: readonly unknown[]): string =>
  values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join("\n");

const input = (kind: DatasetKind = "instruct") => ({
  uploadId: UPLOAD,
  author: AUTHOR,
  kind,
  testShare: 0.3,
  seed: 1,
});

describe("importDataset", () => {
  it("keeps what can be read, and tells the line of what can't", async () => {
    const content = lines(
      sample("gradients"),
      '{"instruction": "broken',
      { instruction: "No answer here?" },
      "",
      {
        messages: [
          { role: "user", content: "How are tokenizers trained on text?" },
          { role: "assistant", content: "They merge the commonest pairs of symbols." },
        ],
      },
      {
        prompt: "What is an embedding good for in search?",
        completion: "It brings texts that mean the same together.",
      },
      {
        question: "Who schedules the activities of a run?",
        output: "A task queue hands them to a worker that polls it.",
      },
      { instruction: "Hi?", answer: "Too short an instruction to keep it." },
      sample("gradients"),
    );
    await using bench = await createTestBench({ uploads: { [UPLOAD]: content } });
    const result = await importDataset(bench.dependencies, input());
    expect(result).toMatchObject({
      dataset: "ada-lovelace-instruct-v1",
      version: 1,
      created: true,
      documents: 0,
    });
    expect(result.samples.train + result.samples.test).toBe(4);
    expect(result.samples.test).toBe(1);
    expect(result.dropped).toEqual({ malformed: 2, length: 1, groundedness: 0, duplicate: 1 });
    expect(result.failures).toEqual([
      { where: "line 2", reason: expect.stringMatching(/^not valid JSON: /) },
      { where: "line 3", reason: "no text in answer, output, response, completion or messages" },
    ]);
    expect(bench.versions[0]?.lineage).toEqual({
      source: "imported",
      documents: [],
      prompt: null,
      generator: null,
      uploadId: UPLOAD,
      seed: 1,
    });
  });

  it("gives the same content one version, and another seed another one", async () => {
    const content = lines(...subjects.map(sample));
    await using bench = await createTestBench({ uploads: { [UPLOAD]: content } });
    const first = await importDataset(bench.dependencies, input());
    expect(await importDataset(bench.dependencies, input())).toEqual({ ...first, created: false });
    const other = await importDataset(bench.dependencies, { ...input(), seed: 2 });
    expect(other).toMatchObject({ version: 2, created: true });
  });

  it("reads a JSON array, and refuses one that breaks off", async () => {
    const whole = JSON.stringify(subjects.map(sample), null, 2);
    await using bench = await createTestBench({ uploads: { [UPLOAD]: whole } });
    const { samples } = await importDataset(bench.dependencies, input());
    expect(samples.train + samples.test).toBe(subjects.length);
    await using broken = await createTestBench({ uploads: { [UPLOAD]: whole.slice(0, -40) } });
    await expect(importDataset(broken.dependencies, input())).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("traces answers to the author's documents and keeps each document, and its twin elsewhere, on one side", async () => {
    // Words of its own between those that all documents share.
    const own = (subject: string) => Array.from({ length: 60 }, (_, index) => `${subject}${index}`).join(" ");
    const text = (subject: string) =>
      `${sample(subject).answer} ${own(subject)}. All readers know that ${subject} are known to all readers of ${subject}.`;
    const documents = [
      ...subjects.map((subject) => cleanedDocument(subject, text(subject))),
      cleanedDocument("gradients-again", `Subscribe now. ${text("gradients")}`),
    ];
    const content = lines(
      ...subjects.map(sample),
      ...subjects.map((subject) => ({
        instruction: `Are there any readers who don't know about ${subject} yet?`,
        answer: `No: ${subject} are known to all readers of ${subject}.`,
      })),
    );
    await using bench = await createTestBench({ documents, uploads: { [UPLOAD]: content } });
    const result = await importDataset(bench.dependencies, input());
    expect(result.samples.train + result.samples.test).toBe(2 * subjects.length);
    const train = new Set(bench.samples("train").map(({ documentId }) => documentId));
    const test = new Set(bench.samples("test").map(({ documentId }) => documentId));
    expect(train).not.toContain(null);
    expect(test).not.toContain(null);
    expect(test.size).toBeGreaterThan(0);
    expect([...test].filter((id) => train.has(id))).toEqual([]);
    expect(bench.versions[0]?.lineage.documents).toHaveLength(train.size + test.size);
    expect(bench.file("README.md")).toContain("train.jsonl");
  });

  it("takes preferences, too", async () => {
    const content = lines(
      {
        instruction: "What does a scheduler do for a run?",
        chosen: "It starts the run at its time.",
        rejected: "I do not know about that.",
      },
      {
        prompt: "What does a registry keep of a model?",
        chosen: [{ role: "assistant", content: "It keeps versions and their stages." }],
        rejected: "Nothing that I would know of.",
      },
      { instruction: "Same answers on both sides?", chosen: "No.", rejected: "No." },
    );
    await using bench = await createTestBench({ uploads: { [UPLOAD]: content } });
    const result = await importDataset(bench.dependencies, input("preference"));
    expect(result).toMatchObject({ dataset: "ada-lovelace-preference-v1", samples: { train: 1, test: 1 } });
    expect(result.dropped).toMatchObject({ malformed: 1 });
    expect(bench.samples("train", "preference")).toHaveLength(1);
  });

  it.each(["", "\n\n", "not json\n", '{"a": 1}', "\u0000\u0001"])(
    "refuses a file without samples: %j",
    async (content) => {
      await using bench = await createTestBench({ uploads: { [UPLOAD]: content } });
      const failure = importDataset(bench.dependencies, input());
      await expect(failure).rejects.toBeInstanceOf(InvalidInputError);
      await expect(failure).rejects.toThrow(/holds no instruct sample/);
    },
  );
});
