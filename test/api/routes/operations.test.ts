import { expect, test } from "vitest";
import { UnavailableError } from "../../../domain/errors.ts";
import { scriptedAnswerer } from "../support/answers.ts";
import { postJson, startGateway } from "../support/gateway.ts";

const ok = async () => ({ state: "ok" }) as const;

test("health tells the version", async () => {
  await using gateway = await startGateway();
  expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: "ok", version: "1.2.3" });
});

test("readiness names each part, and is 503 while one is not ready", async () => {
  await using gateway = await startGateway({
    checks: {
      warehouse: ok,
      vectors: ok,
      temporal: async () => {
        throw new UnavailableError("no server");
      },
      embedder: async () => ({ state: "starting", detail: "loading" }),
      generation: ok,
    },
  });
  const response = await fetch(`${gateway.url}/readyz`);
  expect(response.status).toBe(503);
  const ms = expect.any(Number);
  expect(await response.json()).toEqual({
    ready: false,
    dependencies: {
      warehouse: { state: "ok", ms },
      vectors: { state: "ok", ms },
      temporal: { state: "failed", ms, detail: "no server" },
      embedder: { state: "starting", ms, detail: "loading" },
      generation: { state: "ok", ms },
    },
  });
});

test("metrics count requests by route and answers by how they ended", async () => {
  await using gateway = await startGateway({ answerer: scriptedAnswerer() });
  await (await postJson(`${gateway.url}/generate`, { prompt: "x" })).text();
  await fetch(`${gateway.url}/nowhere/at/all`);
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(metrics).toContain('twin_http_requests_total{route="/generate",method="POST",status="200"} 1');
  expect(metrics).toContain('twin_http_requests_total{route="other",method="GET",status="404"} 1');
  expect(metrics).toContain('twin_answers_total{template="answer",finish_reason="stop"} 1');
});
