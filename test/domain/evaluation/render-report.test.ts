import { describe, expect, it } from "vitest";
import { buildReport, type ModelResults } from "../../../domain/evaluation/build-report.ts";
import { canonicalJson } from "../../../domain/evaluation/canonical-json.ts";
import { gatesSchema } from "../../../domain/evaluation/gates.ts";
import { renderReport } from "../../../domain/evaluation/render-report.ts";
import { renderReportFile } from "../../../domain/evaluation/render-report-file.ts";
import { evaluationReportSchema, reportSummarySchema } from "../../../domain/evaluation/report.ts";
import { summarizeReport } from "../../../domain/evaluation/summarize-report.ts";

const ARTEFACT = "ab".repeat(32);
const SHA256 = "cd".repeat(32);

const results = (losses: readonly number[], text = "answer"): ModelResults => ({
  answers: losses.map((loss, index) => ({ text: `${text} ${index}`, scores: { loss, rougeL: 0.5 } })),
  memoryBytes: 300_000_000,
});

const report = (change: { candidate?: ModelResults; baseline?: ModelResults | null } = {}) =>
  buildReport({
    author: "Ada",
    candidate: {
      artefactId: ARTEFACT,
      quantization: "Q8_0",
      bytes: 144_810_848,
      results: change.candidate ?? results([1.5, 1.9, 1.2, 1.6, 1.4]),
    },
    baseline: {
      kind: "base",
      id: "a-model",
      results: change.baseline === undefined ? results([2, 2, 2, 2, 2]) : change.baseline,
    },
    backend: "node-llama-cpp",
    datasetId: "ada-instruct-v1",
    seed: 42,
    questions: ["a", "b", "c", "d", "e"].map((name) => ({ instruction: name, reference: `ref ${name}` })),
    gatesToPass: gatesSchema.parse([
      { name: "loss", metric: "loss", compare: "baseline", maxIncrease: 0 },
      { name: "style", metric: "style", compare: "absolute", min: 0.2 },
    ]),
    missing: { metrics: { style: "too little text" }, baseline: null },
    lossCurve: [{ step: 10, loss: 1.9, evalLoss: null }],
    hyperparameters: { steps: 40 },
  });

describe("buildReport", () => {
  it("compares, judges and puts answers side by side", () => {
    const built = evaluationReportSchema.parse(report());
    expect(built.metrics.map(({ name }) => name)).toEqual(["loss", "rougeL", "memory"]);
    expect(built.gates.map(({ passed }) => passed)).toEqual([true, false]);
    expect(built.samples).toBe(5);
    expect(built.answers[1]).toEqual({
      instruction: "b",
      reference: "ref b",
      candidate: { answer: "answer 1", scores: { loss: 1.9, rougeL: 0.5 } },
      baseline: { answer: "answer 1", scores: { loss: 2, rougeL: 0.5 } },
    });
  });

  it("is the same text for the same figures", () => {
    expect(canonicalJson(report())).toBe(canonicalJson(report()));
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});

describe("summarizeReport", () => {
  it("shows the best, the median and the worst sample, cut to a length", () => {
    const summary = summarizeReport(
      report({ candidate: results([1.5, 1.9, 1.2, 1.6, 1.4], "long ".repeat(1_000)) }),
      SHA256,
    );
    expect(reportSummarySchema.parse(summary)).toEqual(summary);
    expect(summary.answers.map(({ instruction }) => instruction)).toEqual(["c", "a", "b"]);
    expect(summary.answers[0]?.candidate.answer.length).toBeLessThan(2_010);
  });
});

describe("renderReport", () => {
  it("shows figures with intervals, gates with reasons, and what is bound to the decision", () => {
    const text = renderReport(summarizeReport(report(), SHA256));
    expect(text).toContain("### Candidate against the base model a-model on 5 held-out samples");
    expect(text).toContain("**1 of 2 gates failed.**");
    expect(text).toMatch(
      /\| loss \(nats per token, lower is better\) \| 1\.52 \(1\.\d+ to 1\.\d+\) \| 2 \| -0\.48 .*\| 0\.063 \|/,
    );
    expect(text).toContain("| memory (bytes, lower is better) | 300.0 MB | 300.0 MB | 0.0 MB | – |");
    expect(text).toContain("| style | **failed** | style could not be measured: too little text |");
    expect(text).toContain(SHA256);
  });

  it("keeps what models wrote inside its cell", () => {
    const evil = "a | b\n\n# head <script>alert(1)</script> [link](javascript:alert(1)) `code` **bold**";
    const answers = results([1, 1, 1, 1, 1], evil);
    const text = renderReport(summarizeReport(report({ candidate: answers }), SHA256));
    const rows = text.split("\n").filter((line) => line.includes("alert"));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.replaceAll(/\\./g, "").match(/\|/g)).toHaveLength(5);
      expect(row.replaceAll(/\\./g, "")).not.toMatch(/[<>[\]`#]/);
    }
  });

  it("does without a baseline", () => {
    const text = renderReport(summarizeReport(report({ baseline: null }), SHA256));
    expect(text).toContain("there is no baseline to compare with");
    expect(text).toContain("| – | – | – |");
  });
});

describe("renderReportFile", () => {
  it("adds the training and every answer", () => {
    const built = report();
    const text = renderReportFile(built, summarizeReport(built, SHA256));
    expect(text).toContain("# Evaluation for Ada");
    expect(text).toContain("- steps: 40");
    expect(text).toContain("| 10 | 1.9 | – |");
    for (const name of ["a", "b", "c", "d", "e"]) expect(text).toContain(`| ${name} | ref ${name} |`);
  });
});
