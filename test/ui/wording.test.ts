import { describe, expect, test } from "vitest";
import { corpusRows } from "../../ui/src/rooms/overview/corpus-rows.ts";
import { failuresOf, figuresOf } from "../../ui/src/runs/run-result.ts";
import { runPath, runTitle } from "../../ui/src/runs/run-title.ts";
import { stepLook } from "../../ui/src/runs/step-look.ts";
import {
  formatCount,
  formatDuration,
  formatFigure,
  formatRelativeTime,
  sentenceCase,
} from "../../ui/src/shared/format.ts";
import { safeLink } from "../../ui/src/shared/safe-link.ts";

const now = new Date("2026-11-24T12:00:00Z");

test.each([
  ["2026-11-24T11:59:30Z", "just now"],
  ["2026-11-24T11:58:01Z", "1 minute ago"],
  ["2026-11-24T09:00:00Z", "3 hours ago"],
  ["2026-11-23T12:00:00Z", "yesterday"],
  ["2026-11-24T12:05:00Z", "in 5 minutes"],
  ["2024-11-01T12:00:00Z", "2 years ago"],
])("%s is %s", (iso, words) => {
  expect(formatRelativeTime(new Date(iso), now)).toBe(words);
});

test.each([
  [0, "0 ms"],
  [999.4, "999 ms"],
  [3_210, "3.2 s"],
  [125_000, "2 min 5 s"],
  [3_780_000, "1 h 3 min"],
])("%d ms are %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test("numbers come with their noun", () => {
  expect([formatCount(1, "document"), formatCount(1_200, "document")]).toEqual([
    "1 document",
    "1,200 documents",
  ]);
  expect(["firstToken", "loraRank", "first-token"].map(sentenceCase)).toEqual([
    "First token",
    "LoRA rank",
    "First token",
  ]);
});

test.each([
  [-0.12345, "", "−0.1235"],
  [1.7, "", "1.7"],
  [19_079, "", "19,079"],
  [-0.54432, "seconds", "−0.5443 s"],
  [-1_500_000, "bytes", "−1.5 MB"],
])("the figure %d %s is written %s", (value, unit, words) => {
  expect(formatFigure(value, unit)).toBe(words);
});

describe("runs", () => {
  test.each([
    ["done", { failed: 1, new: 3 }, "flawed"],
    ["done", { failed: 0, new: 3 }, "done"],
    ["running", { failed: 1 }, "running"],
    ["failed", {}, "failed"],
  ] as const)("a step that is %s with %o looks %s", (state, counts, look) => {
    expect(stepLook({ state, counts })).toBe(look);
  });

  test.each([
    ["etl", "etl:Ada Lovelace", "Collection · Ada Lovelace"],
    ["etl", "etl:0123456789ab", "Collection · an imported file"],
    ["etl", "etl:0123456789ab,ba9876543210", "Collection · 2 imported files"],
    ["featureEngineering", "features:all", "Features · all authors"],
    ["featureEngineering", "features:Ada,Grace", "Features · Ada, Grace"],
  ])("%s %s is called %s", (kind, workflowId, title) => {
    expect(runTitle({ kind, workflowId })).toBe(title);
  });

  test("a run's address keeps any author's name", () => {
    expect(runPath({ workflowId: "etl:A/B?c", runId: "r" })).toBe("/runs/etl%3AA%2FB%3Fc?run=r");
  });

  test("a result's figures and failures are found, also in the parts of a twin", () => {
    const etl = { new: 3, failed: 1, failures: [{ where: "record 2", reason: "no title" }, "odd"] };
    const features = { documents: 3, chunks: 40, failed: 2, failures: [] };
    expect(figuresOf({ etl, features })).toEqual([
      { label: "New", value: 3 },
      { label: "Failed", value: 1 },
      { label: "Documents processed", value: 3 },
      { label: "Chunks written", value: 40 },
      { label: "Documents not processed", value: 2 },
    ]);
    expect(failuresOf({ etl, features })).toEqual([{ where: "record 2", reason: "no title" }]);
    expect([figuresOf(null), failuresOf("text")]).toEqual([[], []]);
  });
});

test("documents and chunks of an author stand in one row per category", () => {
  const ada = { id: "a", name: "Ada" };
  const rows = corpusRows({
    documents: {
      total: 3,
      counts: [
        { author: ada, category: "articles", platform: "medium", count: 1 },
        { author: ada, category: "articles", platform: "substack", count: 2 },
      ],
    },
    chunks: { total: 5, counts: [{ author: ada, category: "posts", count: 5 }] },
    collections: [],
    embeddingModel: "test",
    runs: null,
    approvals: null,
    serving: [],
    lastCollectedAt: null,
    warnings: [],
  });
  expect(rows).toEqual([
    { author: ada, category: "articles", documents: 3, chunks: 0 },
    { author: ada, category: "posts", documents: 0, chunks: 5 },
  ]);
});

test.each([
  ["https://example.com/a", true],
  ["/guides/starting", true],
  ["//example.com", false],
  ["javascript:alert(1)", false],
  ["data:text/html,x", false],
])("%s may be opened: %s", (link, allowed) => {
  expect(safeLink(link)).toBe(allowed ? link : undefined);
});
