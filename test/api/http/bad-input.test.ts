import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "../../../api/contract/problem.ts";
import { postJson, startGateway, type TestGateway } from "../support/gateway.ts";

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(() => gateway[Symbol.asyncDispose]());

const problemOf = async (response: Response) => {
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
};

test.each([
  ["no prompt", {}, "prompt", /required/],
  ["an empty prompt", { prompt: " \n " }, "prompt", /must not be empty/],
  ["a prompt that is too long", { prompt: "x".repeat(8_001) }, "prompt", /at most 8000 characters/],
  ["a prompt of another type", { prompt: 5 }, "prompt", /string/],
  ["an unknown field", { prompt: "x", promt: "y" }, "promt", /unknown field/],
  ["an unknown nested field", { prompt: "x", generation: { topK: 1 } }, "generation.topK", /unknown field/],
  ["a wrong template", { prompt: "x", template: "poem" }, "template", /answer/],
  ["a wrong link", { prompt: "x", links: ["ok"] }, "links[0]", /http/],
  ["retrieval: true", { prompt: "x", retrieval: true }, "retrieval", /false/],
  ["too many tokens", { prompt: "x", generation: { maxTokens: 1e9 } }, "generation.maxTokens", /4096/],
])("%s is named", async (_what, body, path, message) => {
  const response = await postJson(`${gateway.url}/generate`, body);
  expect(response.status).toBe(400);
  const problem = await problemOf(response);
  expect(problem.errors).toEqual([{ path, message: expect.stringMatching(message) }]);
  expect(problem.detail).toContain(path);
});

test.each([
  ['{"prompt": "x",}', /line 1, column 16/],
  ['{"prompt":\n oops}', /line 2, column 2/],
  ["", /not valid JSON/],
  ['{"prompt": "x"', /not valid JSON/],
  ['{"prompt": "x"} // hi', /line 1, column 17/],
])("wrong JSON %j names its place", async (body, message) => {
  const response = await postJson(`${gateway.url}/generate`, body);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).detail).toMatch(message);
});

test("500 nested brackets are refused before they are parsed", async () => {
  const response = await postJson(`${gateway.url}/generate`, `${"[".repeat(500)}${"]".repeat(500)}`);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).detail).toMatch(/deeper than 50 brackets at line 1, column 51/);
});

test("bytes that are not UTF-8 are refused", async () => {
  const response = await fetch(`${gateway.url}/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: new Uint8Array([0x22, 0xff, 0x22]),
  });
  expect(response.status).toBe(400);
  expect((await problemOf(response)).detail).toMatch(/UTF-8/);
});

test("a body of another type answers 415", async () => {
  const response = await postJson(`${gateway.url}/generate`, "prompt=x", { "content-type": "text/plain" });
  expect(response.status).toBe(415);
  expect((await problemOf(response)).detail).toMatch(/application\/json/);
});

test("a body over 1 MB answers 413", async () => {
  const response = await postJson(`${gateway.url}/generate`, { prompt: "x".repeat(1_100_000) });
  expect(response.status).toBe(413);
  await problemOf(response);
});

test("an endless body is cut off with flat memory", async () => {
  const before = process.memoryUsage().rss;
  let sent = 0;
  const chunk = new Uint8Array(1_048_576).fill(0x20);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += chunk.byteLength;
      if (sent > 1024 ** 3) controller.close();
      else controller.enqueue(chunk);
    },
  });
  const response = await fetch(`${gateway.url}/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    duplex: "half",
  }).catch(() => undefined);
  expect(response?.status ?? 413).toBe(413);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2);
});

test("an unknown route answers 404, a wrong method 405 with Allow", async () => {
  const unknown = await fetch(`${gateway.url}/nowhere`);
  expect(unknown.status).toBe(404);
  await problemOf(unknown);
  const wrong = await fetch(`${gateway.url}/generate`);
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("POST, OPTIONS");
  await problemOf(wrong);
});

test.each([
  ["query", "/search", /wrong: query: is required: what to search for\.$/],
  ["limit", "/search?query=x&limit=0", /limit/],
  ["mode", "/search?query=x&mode=fuzzy", /mode/],
  ["a repeated query", "/search?query=x&query=y", /query: Invalid input: expected string, received array/],
  ["an unknown parameter", "/search?query=x&top=1", /top: unknown field/],
  ["an id", "/documents/17", /id/],
  ["a platform", "/documents?platform=myspace", /platform/],
  ["a state", "/runs?state=odd", /state/],
])("a wrong %s is named", async (_what, path, message) => {
  const response = await fetch(gateway.url + path);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).detail).toMatch(message);
});

test.each([
  ["a missing author", { kind: "etl", input: {} }, "input.author"],
  ["an unknown kind", { kind: "nap", input: {} }, "kind"],
  ["an unknown field", { kind: "twin", input: { author: "Ada", speed: 1 } }, "input.speed"],
])("a run with %s is refused", async (_what, body, path) => {
  const response = await postJson(`${gateway.url}/runs`, body);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).errors?.map((error) => error.path)).toContain(path);
});

test("an error nobody expected is hidden behind an id that the log has", async () => {
  const response = await postJson(`${gateway.url}/generate`, { prompt: "x" });
  expect(response.status).toBe(500);
  const problem = await problemOf(response);
  expect(problem.detail).not.toContain("Unexpected call");
  const id = problem.instance.replace("urn:uuid:", "");
  expect(response.headers.get("x-request-id")).toBe(id);
  const logged = gateway.log.find((line) => line.includes(id) && line.includes("Unexpected call"));
  expect(logged).toBeDefined();
});
