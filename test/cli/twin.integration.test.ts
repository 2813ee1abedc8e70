import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Exchange, startFakeGateway } from "./support/fake-gateway.ts";
import { runTwin, startTwin } from "./support/run-twin.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const uploadId = "a".repeat(64);
const workflowId = "etl:aaaaaaaaaaaa";
const etlResult = {
  new: 2,
  changed: 0,
  unchanged: 0,
  failed: 1,
  byPlatform: { medium: 2 },
  byCategory: { articles: 2 },
  failures: [{ where: "record 3", reason: "title: is missing" }],
};
const run = (state: string, more: object = {}) => ({
  workflowId,
  runId: "r",
  kind: "etl",
  state,
  startedAt: "2026-01-01T00:00:00Z",
  closedAt: null,
  temporalUrl: "http://127.0.0.1:8233/run",
  status: { steps: [], failures: [], waitingFor: null },
  result: null,
  failure: null,
  approval: null,
  ...more,
});
const importScript = (content: string, ...updates: object[]): Exchange[] => [
  {
    request: "POST /imports?name=articles.json",
    body: content,
    status: 201,
    answer: { id: uploadId, bytes: content.length, name: "articles.json" },
  },
  {
    request: "POST /runs",
    body: { kind: "etl", input: { author: "*", sources: [{ kind: "upload", id: uploadId }] } },
    status: 202,
    answer: { workflowId, runId: "r", joined: false },
  },
  ...updates.map((answer) => ({ request: `GET /runs/${encodeURIComponent(workflowId)}`, answer })),
];
const writeArticles = async (): Promise<[file: string, content: string]> => {
  const file = join(folder, "articles.json");
  const content = '[{"title": "One"}, {"title": "Two"}, {}]';
  await writeFile(file, content);
  return [file, content];
};

describe("twin import", () => {
  it("uploads the file, follows the run and prints what came of it", async () => {
    const [file, content] = await writeArticles();
    await using gateway = await startFakeGateway(
      importScript(content, run("running"), run("completed", { result: etlResult })),
    );
    const { code, stdout, stderr } = await runTwin(["import", file, "--url", gateway.url]);
    expect(gateway.complaints()).toEqual([]);
    expect(stdout).toContain("Documents: 2 new, 0 changed, 0 unchanged, 1 failed");
    expect(stdout).toContain("By platform: 2 medium");
    expect(stdout).toContain("✗ record 3: title: is missing");
    expect(stderr).toContain("etl:aaaaaaaaaaaa: completed");
    expect(code).toBe(0);
  });

  it("prints one JSON value with --json, and nothing else", async () => {
    const [file, content] = await writeArticles();
    await using gateway = await startFakeGateway(
      importScript(content, run("completed", { result: etlResult })),
    );
    const { code, stdout, stderr } = await runTwin(["import", file, "--json", "--url", gateway.url]);
    expect(JSON.parse(stdout)).toMatchObject({ state: "completed", result: etlResult });
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  it("fails with the run, giving its reason", async () => {
    const [file, content] = await writeArticles();
    const failure = { message: "line 1 is no JSON", causes: [] };
    await using gateway = await startFakeGateway(importScript(content, run("failed", { failure })));
    const { code, stdout } = await runTwin(["import", file, "--url", gateway.url]);
    expect(stdout).toContain("failed: line 1 is no JSON");
    expect(code).toBe(1);
  });

  it("leaves the run alone when it is interrupted, and says how to watch it", async () => {
    const [file, content] = await writeArticles();
    await using gateway = await startFakeGateway(
      importScript(content, ...Array.from({ length: 200 }, () => run("running"))),
    );
    const { child, result } = startTwin(["import", file, "--url", gateway.url]);
    await vi.waitFor(() => expect(gateway.complaints().length).toBeLessThan(200), 20_000);
    child.kill("SIGINT");
    const { code, stderr } = await result;
    expect(stderr).toContain(`npx twin status "${workflowId}" --follow`);
    expect(code).toBe(130);
  });

  it("names a file that is not there or empty, without calling anybody", async () => {
    const absent = await runTwin(["import", join(folder, "absent.json"), "--url", "http://127.0.0.1:9"]);
    expect(absent.stderr).toMatch(/absent\.json cannot be read/);
    expect(absent.code).toBe(2);
    const empty = join(folder, "empty.json");
    await writeFile(empty, "");
    const { stderr, code } = await runTwin(["import", empty, "--url", "http://127.0.0.1:9"]);
    expect(stderr).toContain("is empty");
    expect(code).toBe(2);
  });
});

describe("twin ask", () => {
  it("prints the answer as it streams, then its sources", async () => {
    const citation = {
      number: 1,
      chunkId: "c",
      documentId: "d",
      link: "https://ada.example/notes",
      title: "Notes",
      author: "Ada",
      text: "…",
      score: 1,
    };
    const answer = {
      id: "i",
      answer: "By structure [1].",
      citations: [citation],
      model: "SmolLM2-135M-Instruct",
      version: "SmolLM2-135M-Instruct",
      template: "answer@1",
      finishReason: "stop",
      usage: { promptTokens: 1, completionTokens: 1 },
      timings: { embed: 1, search: 1, rerank: 0, prompt: 1, firstToken: 1, total: 1 },
      warnings: [],
    };
    const stream = [
      'event: token\ndata: {"text":"By structure"}\n\n',
      'event: token\ndata: {"text":" [1]."}\n\n',
      `event: done\ndata: ${JSON.stringify(answer)}\n\n`,
    ].join("");
    await using gateway = await startFakeGateway([
      {
        request: "POST /generate",
        body: { prompt: "How?", template: "answer", stream: true },
        contentType: "text/event-stream",
        answer: stream,
      },
    ]);
    const key = "key-of-the-test-0123456789";
    const { code, stdout } = await runTwin(["ask", "How?", "--url", gateway.url, "--api-key", key]);
    expect(gateway.complaints()).toEqual([]);
    expect(gateway.lastHeaders().authorization).toBe(`Bearer ${key}`);
    expect(stdout).toContain("By structure [1].\n[1] Notes — https://ada.example/notes");
    expect(code).toBe(0);
  });
});

describe("twin search", () => {
  it("passes the filters on and keeps control characters from the terminal", async () => {
    const result = {
      chunkId: "c",
      documentId: "d",
      link: "https://ada.example/notes",
      title: "Notes\u001b[2J",
      author: "Ada",
      platform: "web",
      category: "articles",
      text: "Before. Some text. After.",
      match: "Some text",
      heading: "",
      score: 0.5,
    };
    await using gateway = await startFakeGateway([
      {
        request: "GET /search?query=a+b&limit=3&mode=text",
        answer: {
          results: [result],
          confidence: 1,
          answerable: true,
          timings: { embed: 0, search: 1, rerank: 0, total: 1 },
          warnings: ["no author"],
        },
      },
    ]);
    const { code, stdout } = await runTwin([
      "search",
      "a b",
      "--limit",
      "3",
      "--mode",
      "text",
      "--url",
      gateway.url,
    ]);
    expect(gateway.complaints()).toEqual([]);
    expect(stdout).toContain("1. Notes[2J (0.500)");
    expect(stdout).toContain("Note: no author");
    expect(code).toBe(0);
  });
});

describe("what goes wrong", () => {
  it("a gateway that is not there: says so and what to do", async () => {
    const { code, stderr } = await runTwin(["status", "--url", "http://127.0.0.1:9"]);
    expect(stderr).toContain("The gateway does not answer at http://127.0.0.1:9");
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(3);
  });

  it("a refusal: shows its fields", async () => {
    await using gateway = await startFakeGateway([
      {
        request: "POST /runs",
        status: 400,
        answer: {
          type: "/problems/invalid-input",
          title: "Invalid input",
          status: 400,
          detail: "The body is wrong.",
          instance: "r",
          errors: [{ path: "input.consent", message: "must be true" }],
        },
      },
    ]);
    const args = ["collect", "Ada", "--link", "https://ada.example/notes", "--url", gateway.url];
    const { code, stderr } = await runTwin(args);
    expect(stderr).toContain("The body is wrong.\n  input.consent: must be true");
    expect(code).toBe(2);
  });

  it("wrong settings: all of them in one message", async () => {
    const { code, stderr } = await runTwin(["status"], { PORT: "many", LOG_LEVEL: "loud" });
    expect(stderr).toMatch(/PORT.*\n.*LOG_LEVEL/);
    expect(code).toBe(2);
  });

  it("a wrong option, and a deletion without --yes", async () => {
    expect(await runTwin(["status", "--loud"])).toMatchObject({ code: 2 });
    const { code, stderr } = await runTwin(["delete", "author", "Ada"]);
    expect(stderr).toContain("add --yes");
    expect(code).toBe(2);
  });
});

describe("twin delete", () => {
  const deletion = { documents: 3, cleanedDocuments: 3, chunks: 40 };
  const ada = { id: "5d7f7a52-1c1e-5b3c-8a39-3b6f8e1f9c22", name: "Ada Lovelace", documents: 3 };

  it("finds the author by name, however it is written", async () => {
    await using gateway = await startFakeGateway([
      { request: "GET /authors", answer: { items: [ada] } },
      { request: `DELETE /authors/${ada.id}`, answer: deletion },
    ]);
    const args = ["delete", "author", "ada  LOVELACE", "--yes", "--url", gateway.url];
    const { code, stdout } = await runTwin(args);
    expect(gateway.complaints()).toEqual([]);
    expect(stdout).toContain("3 documents");
    expect(code).toBe(0);
  });
});
