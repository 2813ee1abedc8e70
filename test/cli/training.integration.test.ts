import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, startFakeGateway } from "./support/fake-gateway.ts";
import { runTwin } from "./support/run-twin.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const uploadId = "b".repeat(64);
const importId = "dataset:import:bbbbbbbbbbbb";
const trainingId = "training:Ada:ada-instruct-v1";
const decisionPath = `POST /runs/${encodeURIComponent(trainingId)}/decision`;

const completed = (workflowId: string, kind: string, result: object) => ({
  workflowId,
  runId: "r",
  kind,
  state: "completed",
  startedAt: "2026-01-01T00:00:00Z",
  closedAt: "2026-01-01T00:01:00Z",
  temporalUrl: "http://127.0.0.1:8233/run",
  status: { steps: [], failures: [], waitingFor: null },
  result,
  failure: null,
  approval: null,
});

const imported = {
  dataset: "ada-instruct-v1",
  version: 1,
  created: true,
  documents: 3,
  reused: 0,
  samples: { train: 9, test: 2 },
  dropped: { duplicate: 1 },
  failures: [],
  training: null,
};
const trained = (outcome: "promoted" | "rolled-back") => ({
  dataset: "ada-instruct-v1",
  version: "ada-v1",
  stage: outcome === "promoted" ? "production" : "approved",
  decision: {
    outcome: "approved",
    approver: "Grace",
    comment: "reads like her",
    override: false,
    decidedAt: "2026-01-01T00:00:30.000Z",
  },
  reportSha256: "c".repeat(64),
  deployment: {
    target: "local",
    outcome,
    serves: outcome === "promoted" ? "ada-v1" : null,
    replaced: null,
    reason: outcome === "promoted" ? null : "golden tokens differ",
    canary: null,
  },
});

const trainScript = (content: string, outcome: "promoted" | "rolled-back"): Exchange[] => [
  {
    request: "POST /imports?name=samples.jsonl",
    body: content,
    status: 201,
    answer: { id: uploadId, bytes: content.length, name: "samples.jsonl" },
  },
  {
    request: "POST /runs",
    body: { kind: "datasetGeneration", input: { author: "Ada", upload: uploadId } },
    status: 202,
    answer: { workflowId: importId, runId: "r", joined: false },
  },
  {
    request: `GET /runs/${encodeURIComponent(importId)}`,
    answer: completed(importId, "datasetGeneration", imported),
  },
  {
    request: "POST /runs",
    body: {
      kind: "continuousTraining",
      input: {
        author: "Ada",
        dataset: "ada-instruct-v1",
        hyperparameters: { steps: 40 },
        evaluation: {},
        approval: {},
        deploy: { canary: {} },
        onlyNewDataset: false,
      },
    },
    status: 202,
    answer: { workflowId: trainingId, runId: "r", joined: false },
  },
  {
    request: `GET /runs/${encodeURIComponent(trainingId)}`,
    answer: completed(trainingId, "continuousTraining", trained(outcome)),
  },
];

describe("twin train", () => {
  it.each([
    ["promoted", 0, "ada-v1 serves at local"],
    ["rolled-back", 1, "golden tokens differ"],
  ] as const)("imports a file, trains on it, and tells that it was %s", async (outcome, exit, words) => {
    const file = join(folder, "samples.jsonl");
    const content = '{"instruction": "Who?", "answer": "Me."}\n';
    await writeFile(file, content);
    await using gateway = await startFakeGateway(trainScript(content, outcome));
    const options = ["--author", "Ada", "--file", file, "--steps", "40", "--deploy"];
    const { code, stdout } = await runTwin(["train", ...options, "--url", gateway.url]);
    expect(gateway.complaints()).toEqual([]);
    expect(stdout).toContain(words);
    expect(code).toBe(exit);
  });

  it("takes a file or a dataset, not both", async () => {
    const { code, stderr } = await runTwin([
      ...["train", "--author", "Ada", "--file", "x.jsonl", "--dataset", "ada-instruct-v1"],
      ...["--url", "http://127.0.0.1:9"],
    ]);
    expect(stderr).toContain("not both");
    expect(code).toBe(2);
  });
});

describe("twin approve and reject", () => {
  it("sends who decides and why, and says what was recorded", async () => {
    await using gateway = await startFakeGateway([
      {
        request: decisionPath,
        body: { approved: true, approver: "Grace", comment: "why not", override: true },
        answer: { ...trained("promoted").decision, comment: "why not", override: true },
      },
    ]);
    const options = ["--approver", "Grace", "--comment", "why not", "--override", "--url", gateway.url];
    const { code, stdout } = await runTwin(["approve", trainingId, ...options]);
    expect(gateway.complaints()).toEqual([]);
    expect(stdout).toContain("approved by Grace at 2026-01-01T00:00:30.000Z: why not");
    expect(code).toBe(0);
  });

  it("shows the words of the first decision when it comes too late", async () => {
    const detail = "It was decided already: approved by Grace at 2026-01-01T00:00:30.000Z: reads like her";
    await using gateway = await startFakeGateway([
      {
        request: decisionPath,
        status: 409,
        answer: { type: "/problems/conflict", title: "Conflict", status: 409, detail, instance: "r1" },
      },
    ]);
    const { code, stderr } = await runTwin(["reject", trainingId, "--approver", "Ed", "--url", gateway.url]);
    expect(stderr).toContain(detail);
    expect(code).toBe(1);
  });

  it("says so when nothing waits", async () => {
    await using gateway = await startFakeGateway([
      { request: "GET /approvals?state=pending&limit=200", answer: { items: [] } },
    ]);
    const { code, stdout } = await runTwin(["approve", "--url", gateway.url]);
    expect(stdout).toContain("Nothing waits for a decision.");
    expect(code).toBe(0);
  });
});
