import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { InvalidInputError, UnavailableError } from "../../../domain/errors.ts";
import type { AnswerEvent, Answerer } from "../../../retrieval/contract.ts";
import { answer, answerEvents, citation, scriptedAnswerer } from "../support/answers.ts";
import { postJson, startGateway } from "../support/gateway.ts";

test("a whole answer is the answerer's, and defaults are filled in", async () => {
  const answerer = scriptedAnswerer();
  await using gateway = await startGateway({ answerer });
  const response = await postJson(`${gateway.url}/generate`, { prompt: "  How?  " });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(answer);
  expect(answerer.asked).toEqual([
    {
      prompt: "How?",
      template: "answer",
      retrieval: { mode: "hybrid", limit: 5 },
      generation: { maxTokens: 256, temperature: 0 },
    },
  ]);
});

test("every option reaches the answerer", async () => {
  const answerer = scriptedAnswerer();
  await using gateway = await startGateway({ answerer });
  await postJson(`${gateway.url}/generate`, {
    prompt: "Write",
    author: "Ada",
    links: ["https://example.org/a"],
    template: "linkedin-post",
    retrieval: false,
    generation: { maxTokens: 7, temperature: 0.5, seed: 3 },
    model: "test-model",
  });
  expect(answerer.asked).toEqual([
    {
      prompt: "Write",
      author: "Ada",
      links: ["https://example.org/a"],
      template: "linkedin-post",
      retrieval: "none",
      generation: { maxTokens: 7, temperature: 0.5, seed: 3 },
      model: "test-model",
    },
  ]);
});

test("a stream is framed byte for byte as server-sent events", async () => {
  await using gateway = await startGateway({ answerer: scriptedAnswerer() });
  const response = await postJson(`${gateway.url}/generate`, { prompt: "How?", stream: true });
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
  const retrieval = {
    id: "a1",
    citations: [citation],
    confidence: 0.8,
    answerable: true,
    version: "test-model",
    prompt: [{ role: "user", content: "How?" }],
    warnings: [],
  };
  expect(await response.text()).toBe(
    `event: retrieval\ndata: ${JSON.stringify(retrieval)}\n\n` +
      'event: token\ndata: {"text":"Run"}\n\n' +
      'event: token\ndata: {"text":" it.\\n"}\n\n' +
      `event: done\ndata: ${JSON.stringify(answer)}\n\n`,
  );
});

test("Accept: text/event-stream asks for a stream too", async () => {
  await using gateway = await startGateway({ answerer: scriptedAnswerer() });
  const response = await postJson(
    `${gateway.url}/generate`,
    { prompt: "How?" },
    { accept: "text/event-stream" },
  );
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  await response.text();
});

test("an error before the first event is a problem, also for a stream", async () => {
  await using gateway = await startGateway({
    answerer: scriptedAnswerer([new UnavailableError("No backend")]),
  });
  const response = await postJson(`${gateway.url}/generate`, { prompt: "How?", stream: true });
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("5");
  expect(await response.json()).toMatchObject({ type: "/problems/unavailable", detail: "No backend" });
});

test("an error after the first event ends the stream with an error event", async () => {
  const events = [...answerEvents.slice(0, 2), new InvalidInputError("Too much")];
  await using gateway = await startGateway({ answerer: scriptedAnswerer(events) });
  const response = await postJson(`${gateway.url}/generate`, { prompt: "How?", stream: true });
  const text = await response.text();
  expect(response.status).toBe(200);
  const last = text.trimEnd().split("\n\n").at(-1) ?? "";
  expect(last).toMatch(/^event: error\ndata: \{"type":"\/problems\/invalid-input".*"detail":"Too much"/);
});

/** An answerer whose answer goes on until its signal aborts. */
const endless = () => {
  const { promise: stopped, resolve } = Promise.withResolvers<unknown>();
  const answerer: Answerer = {
    async *answer(_request, signal): AsyncGenerator<AnswerEvent> {
      signal.addEventListener("abort", () => resolve(signal.reason));
      for (const event of answerEvents.slice(0, 2)) yield event;
      await wait(600_000, undefined, { signal });
    },
  };
  return { answerer, stopped };
};

test.each([true, false])("a client that leaves aborts the work at once (stream: %s)", async (stream) => {
  const { answerer, stopped } = endless();
  await using gateway = await startGateway({ answerer });
  const client = new AbortController();
  const request = fetch(`${gateway.url}/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: "How?", stream }),
    signal: client.signal,
  });
  if (stream) await request;
  else await wait(100);
  client.abort();
  await request.catch(() => undefined);
  expect(await stopped).toMatchObject({ name: "ClientLeftError" });
});

test("a shutdown ends streams with an error event", async () => {
  const { answerer } = endless();
  const shutdown = new AbortController();
  await using gateway = await startGateway({ answerer, shutdown: shutdown.signal });
  const response = await postJson(`${gateway.url}/generate`, { prompt: "How?", stream: true });
  shutdown.abort(new UnavailableError("The gateway shuts down."));
  expect(await response.text()).toContain('event: error\ndata: {"type":"/problems/unavailable"');
});

test("another model than the served one is refused by name", async () => {
  await using gateway = await startGateway();
  const response = await postJson(`${gateway.url}/generate`, { prompt: "How?", model: "gpt-4" });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('"test-model" is') });
});

test("the prompt is in no log line", async () => {
  await using gateway = await startGateway({ answerer: scriptedAnswerer() });
  await (await postJson(`${gateway.url}/generate`, { prompt: "xyzzy-secret" })).text();
  await (await fetch(`${gateway.url}/generate?prompt=xyzzy-secret`)).text();
  expect(gateway.log.length).toBeGreaterThan(0);
  expect(gateway.log.join("")).not.toContain("xyzzy");
});
