import { expect, test } from "vitest";
import type { Runs } from "../../../api/runs/runs.ts";
import { NotFoundError, UnavailableError } from "../../../domain/errors.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { postJson, startGateway } from "../support/gateway.ts";

test("a run is started under the workflow id of its kind, with its defaults", async () => {
  const started: unknown[] = [];
  const runs = strictFake<Runs>("runs", {
    start: async (run) => {
      started.push(run);
      return { workflowId: run.workflowId, runId: "r1", joined: false };
    },
  });
  await using gateway = await startGateway({ runs });
  const response = await postJson(`${gateway.url}/runs`, {
    kind: "etl",
    input: { author: "Ada L", sources: [{ kind: "guides" }] },
  });
  expect(response.status).toBe(202);
  expect(response.headers.get("location")).toBe("/runs/etl%3AAda%20L");
  expect(await response.json()).toEqual({ workflowId: "etl:Ada L", runId: "r1", joined: false });
  expect(started).toMatchObject([
    {
      kind: "etl",
      workflowId: "etl:Ada L",
      input: { author: "Ada L", links: [], sources: [{ kind: "guides" }] },
    },
  ]);
});

test("a deployment that names two models is refused by the field, before a run starts", async () => {
  await using gateway = await startGateway({ runs: strictFake<Runs>("runs", {}) });
  const input = { model: "bob", version: "ada-v2" };
  const response = await postJson(`${gateway.url}/runs`, { kind: "deployment", input });
  expect(response.status).toBe(400);
  const message = expect.stringContaining('is "bob", but ada-v2 is a version of "ada"');
  expect(await response.json()).toMatchObject({ errors: [{ path: "input.model", message }] });
});

test("a deployment joins the one of the same version, however both name it", async () => {
  const runs = strictFake<Runs>("runs", {
    start: async ({ workflowId }) => ({ workflowId, runId: "r1", joined: true }),
    readInput: async () => ({ version: "ada-v2" }),
  });
  await using gateway = await startGateway({ runs });
  const input = { model: "ada", version: "2" };
  const response = await postJson(`${gateway.url}/runs`, { kind: "deployment", input });
  expect(response.status).toBe(202);
});

test("lists pass the filter and the place on", async () => {
  const asked: unknown[] = [];
  const runs = strictFake<Runs>("runs", {
    list: async (query) => {
      asked.push(query);
      return { items: [], next: "more" };
    },
  });
  await using gateway = await startGateway({ runs });
  const response = await fetch(`${gateway.url}/runs?kind=etl&state=failed&limit=3&after=there`);
  expect(await response.json()).toEqual({ items: [], next: "more" });
  expect(asked).toEqual([{ kind: "etl", state: "failed", limit: 3, after: "there" }]);
});

test("a workflow id with any characters is found", async () => {
  const runs = strictFake<Runs>("runs", {
    describe: async (workflowId) => {
      throw new NotFoundError(`No ${workflowId}`);
    },
  });
  await using gateway = await startGateway({ runs });
  const response = await fetch(`${gateway.url}/runs/${encodeURIComponent("etl:a/b é")}`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ detail: "No etl:a/b é" });
});

test("an engine that does not answer is 503", async () => {
  const runs = strictFake<Runs>("runs", {
    cancel: async () => {
      throw new UnavailableError("Temporal does not answer");
    },
  });
  await using gateway = await startGateway({ runs });
  const response = await fetch(`${gateway.url}/runs/etl%3Aa/cancel`, { method: "POST" });
  expect(response.status).toBe(503);
});
