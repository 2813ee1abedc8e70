import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import yauzl from "yauzl";
import type { RunSummary } from "../../../api/contract/runs.ts";
import type { Runs } from "../../../api/runs/runs.ts";
import { ConflictError, NotFoundError, UnavailableError } from "../../../domain/errors.ts";
import type { DecisionRecord } from "../../../domain/registry/approval.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { Registry } from "../../../stores/registry.ts";
import { approval, artefact, dataset, modelVersion } from "../../support/registry-records.ts";
import { servingRegistry } from "../../support/serving-registry.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { postJson, startGateway } from "../support/gateway.ts";

const workflowId = "training:Ada:ada-instruct-v1";
const record: DecisionRecord = {
  outcome: "approved",
  approver: "Grace",
  comment: "good",
  override: false,
  decidedAt: "2026-01-03T00:00:00.000Z",
};
const run = (change: Partial<RunSummary> = {}): RunSummary => ({
  workflowId,
  runId: "run-1",
  kind: "continuousTraining",
  state: "running",
  startedAt: "2026-01-01T00:00:00.000Z",
  closedAt: null,
  temporalUrl: "http://temporal/run-1",
  ...change,
});
const urlOf = (_: string, runId: string): string => `http://temporal/${runId}`;
const decisionUrl = (url: string): string => `${url}/runs/${encodeURIComponent(workflowId)}/decision`;
const body = { approved: true, approver: "Grace", comment: "good" };

test("of two decisions at once one is taken, and the other told the words of the first", async () => {
  let taken: DecisionRecord | undefined;
  const runs = strictFake<Runs>("runs", {
    summarize: async () => run(),
    decide: async () => {
      if (taken) throw new ConflictError("It was decided already: approved by Grace");
      taken = record;
      return record;
    },
  });
  await using gateway = await startGateway({ runs });
  const answers = await Promise.all([1, 2].map(() => postJson(decisionUrl(gateway.url), body)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(await refused?.json()).toMatchObject({ detail: "It was decided already: approved by Grace" });
});

test("a decision that cannot be taken says why", async () => {
  const decided = approval({ decision: record });
  const late = approval({ decision: { ...record, outcome: "timed-out", approver: null, comment: "" } });
  const cases: [Partial<Runs>, Partial<Registry>, number, string][] = [
    [{ summarize: async () => run({ kind: "etl" }) }, {}, 409, "asks for no decision"],
    [{ summarize: async () => Promise.reject(new NotFoundError("no run")) }, {}, 404, "no run"],
    [
      { summarize: async () => run({ state: "completed" }) },
      { getApproval: async () => decided },
      409,
      "approved by Grace",
    ],
    [
      { summarize: async () => run({ state: "completed" }) },
      { getApproval: async () => late },
      409,
      "ran out",
    ],
    [
      { summarize: async () => run(), decide: async () => Promise.reject(new UnavailableError("no worker")) },
      {},
      503,
      "no worker",
    ],
  ];
  for (const [runs, registry, status, words] of cases) {
    await using gateway = await startGateway({
      runs: strictFake<Runs>("runs", runs),
      registry: strictFake<Registry>("registry", registry),
    });
    const response = await postJson(decisionUrl(gateway.url), body);
    const problem: unknown = await response.json();
    expect([response.status, problem]).toMatchObject([status, { detail: expect.stringContaining(words) }]);
  }
});

test("an approval whose run was terminated is not pending", async () => {
  const registry = strictFake<Registry>("registry", {
    listApprovals: async () => ({ items: [approval(), approval({ runId: "run-2" })] }),
    getModel: async () => modelVersion(),
  });
  const runs = strictFake<Runs>("runs", {
    urlOf,
    summarize: async (_, runId) => run({ state: runId === "run-2" ? "terminated" : "running" }),
  });
  await using gateway = await startGateway({ registry, runs });
  const answer: unknown = await (await fetch(`${gateway.url}/approvals?state=pending`)).json();
  expect(answer).toMatchObject({ items: [{ runId: "run-1", state: "pending", version: { id: "ada-v1" } }] });
});

test("training without a dataset takes the author's newest, and is 404 where there is none", async () => {
  const started: unknown[] = [];
  const runs = strictFake<Runs>("runs", {
    start: async (wanted) => {
      started.push(wanted);
      return { workflowId: wanted.workflowId, runId: "r", joined: false };
    },
  });
  const registry = strictFake<Registry>("registry", {
    listDatasets: async ({ author, kind }) => ({
      items: author === "Ada" && kind === "instruct" ? [dataset({ id: "ada-instruct-v7" })] : [],
    }),
  });
  await using gateway = await startGateway({ runs, registry });
  const train = (author: string) =>
    postJson(`${gateway.url}/runs`, { kind: "continuousTraining", input: { author } });
  expect((await train("Ada")).status).toBe(202);
  expect(started).toMatchObject([
    { workflowId: "training:Ada:ada-instruct-v7", input: { dataset: "ada-instruct-v7" } },
  ]);
  const none = await train("Grace");
  expect([none.status, await none.json()]).toMatchObject([
    404,
    { detail: expect.stringContaining("twin dataset") },
  ]);
});

test("training on another author's dataset is refused by both names, before a run starts", async () => {
  const registry = strictFake<Registry>("registry", { getDataset: async (id) => dataset({ id }) });
  await using gateway = await startGateway({ runs: strictFake<Runs>("runs", {}), registry });
  const input = { author: "Grace", dataset: "ada-instruct-v7" };
  const refused = await postJson(`${gateway.url}/runs`, { kind: "continuousTraining", input });
  expect([refused.status, await refused.json()]).toMatchObject([
    400,
    { detail: expect.stringMatching(/^dataset: ada-instruct-v7 .* "Ada", but .* "Grace"/) },
  ]);
});

test("a version that may not serve is refused, and so is one beside another deployment", async () => {
  const { registry } = servingRegistry([
    modelVersion(),
    modelVersion({ id: "ada-v2", version: 2, stage: "approved" }),
  ]);
  const runs = strictFake<Runs>("runs", {
    start: async ({ workflowId: id }) => ({ workflowId: id, runId: "r", joined: true }),
    readInput: async () => ({ version: "ada-v9" }),
  });
  await using gateway = await startGateway({ runs, registry });
  const deploy = async (id: string) => (await postJson(`${gateway.url}/models/${id}/deploy`, {})).json();
  expect(await deploy("ada-v1")).toMatchObject({
    status: 409,
    detail: expect.stringContaining("twin approve"),
  });
  expect(await deploy("ada-v2")).toMatchObject({ status: 409, detail: expect.stringContaining("ada-v9") });
  expect(await deploy("ada-v3")).toMatchObject({ status: 404 });
  expect(await deploy("..%2F..%2Fetc")).toMatchObject({ status: 400 });
});

test("a rollback ends a running deployment, and is refused where nothing served before", async () => {
  const { registry } = servingRegistry();
  const running = run({ workflowId: "deployment:local", runId: "d", kind: "deployment" });
  for (const [found, status] of [
    [running, 202],
    [undefined, 409],
  ] as const) {
    const runs = strictFake<Runs>("runs", { rollBack: async () => found });
    await using gateway = await startGateway({ runs, registry });
    expect((await postJson(`${gateway.url}/models/rollback`, {})).status).toBe(status);
  }
});

test("tags are merged, and null takes one away", async () => {
  let tags: Readonly<Record<string, string>> = { a: "1", b: "2" };
  const { registry: serving } = servingRegistry();
  const registry = strictFake<Registry>("registry", {
    readServing: (target) => serving.readServing(target),
    getApproval: async () => undefined,
    getModel: async () => modelVersion({ tags: { ...tags } }),
    tagModel: async (_, next) => {
      tags = next;
      return modelVersion({ tags: { ...next } });
    },
  });
  await using gateway = await startGateway({ registry });
  const response = await fetch(`${gateway.url}/models/ada-v1`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tags: { a: null, c: "3" } }),
  });
  expect([response.status, await response.json()]).toMatchObject([200, { tags: { b: "2", c: "3" } }]);
  expect(tags).toEqual({ b: "2", c: "3" });
});

const files: Readonly<Record<string, string>> = {
  "README.md": "# Ada",
  "data/train.jsonl": '{"instruction":"i","answer":"é"}\n',
};
const stored = dataset({
  artefact: {
    ...artefact("dataset"),
    files: Object.entries(files).map(([path, content]) => ({
      path,
      sha256: "0".repeat(64),
      bytes: Buffer.byteLength(content),
    })),
  },
});
const registryWithDataset = strictFake<Registry>("registry", { getDataset: async () => stored });

test("a dataset is exported as lines, and as an archive of its folder", async () => {
  const artefacts = strictFake<ArtefactStore>("artefacts", {
    read: async function* (_, path) {
      yield Buffer.from(files[path] ?? "");
    },
  });
  await using gateway = await startGateway({ registry: registryWithDataset, artefacts });
  const url = `${gateway.url}/datasets/ada-instruct-v1/export`;
  expect(await (await fetch(url)).text()).toBe(files["data/train.jsonl"]);
  expect((await fetch(`${url}?format=huggingface&split=test`)).status).toBe(400);
  const response = await fetch(`${url}?format=huggingface`);
  expect(response.headers.get("content-type")).toBe("application/zip");
  const zip = await yauzl.fromBufferPromise(Buffer.from(await response.arrayBuffer()));
  const found: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) {
    found[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  }
  expect(found).toEqual(files);
});

test("an export that breaks off does not look whole", async () => {
  const artefacts = strictFake<ArtefactStore>("artefacts", {
    read: async function* () {
      yield Buffer.from("half");
      throw new Error("checksum");
    },
  });
  await using gateway = await startGateway({ registry: registryWithDataset, artefacts });
  for (const format of ["jsonl", "huggingface"]) {
    const download = async () =>
      (await fetch(`${gateway.url}/datasets/ada-instruct-v1/export?format=${format}`)).arrayBuffer();
    await expect(download()).rejects.toThrow();
  }
});
