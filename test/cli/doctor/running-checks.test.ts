import { describe, expect, test } from "vitest";
import { runningChecks } from "../../../cli/doctor/running-checks.ts";
import { readSettings } from "../../../configs/settings.ts";
import { startFakeGateway } from "../support/fake-gateway.ts";
import { readiness } from "../support/readiness.ts";

const { signal } = new AbortController();

const lookAtGateway = async (answer: unknown, status = 200) => {
  await using gateway = await startFakeGateway([{ request: "GET /readyz", status, answer }]);
  const check = runningChecks(readSettings({}), gateway.url).find(({ part }) => part === "Gateway");
  return await check?.look(signal);
};

describe("what doctor finds at the gateway", () => {
  test("is well where every part is", async () => {
    expect(await lookAtGateway(readiness())).toEqual({
      state: "ok",
      detail: "warehouse ok, vectors ok, temporal ok, embedder ok, generation ok",
    });
  });

  test("is a warning where a part works but has something to say", async () => {
    const detail = "base answers in place of ann-v1, which cannot be loaded: checksum: differs";
    expect(await lookAtGateway(readiness({ generation: { state: "ok", ms: 1, detail } }))).toMatchObject({
      state: "warn",
      detail: `generation ok (${detail})`,
    });
  });

  test("is a warning while a part starts, a failure where one has failed", async () => {
    const starting = readiness({ embedder: { state: "starting", ms: 1, detail: "it is being loaded" } });
    expect(await lookAtGateway(starting, 503)).toMatchObject({
      state: "warn",
      detail: "embedder starting (it is being loaded)",
    });
    const failed = readiness({ vectors: { state: "failed", ms: 1, detail: "no answer within 3000 ms" } });
    expect(await lookAtGateway(failed, 503)).toMatchObject({
      state: "fail",
      detail: "vectors failed (no answer within 3000 ms)",
    });
    expect(await lookAtGateway({ hello: "world" })).toMatchObject({ state: "fail" });
  });
});
