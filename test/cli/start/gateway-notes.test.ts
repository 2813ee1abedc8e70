import { describe, expect, test } from "vitest";
import { createGatewayClient } from "../../../cli/gateway/gateway-client.ts";
import { readGatewayNotes } from "../../../cli/start/gateway-notes.ts";
import { startFakeGateway } from "../support/fake-gateway.ts";
import { readiness } from "../support/readiness.ts";

const { signal } = new AbortController();
const standIn = "ann-v1 answers in place of ann-v2, which cannot be loaded: checksum: model.gguf differs";

describe("what a start tells of a gateway that is ready", () => {
  test.each([
    ["nothing where all is well", readiness(), []],
    ["what a part adds", readiness({ generation: { state: "ok", ms: 1, detail: standIn } }), [standIn]],
  ])("is %s", async (_, answer, notes) => {
    await using gateway = await startFakeGateway([{ request: "GET /readyz", answer }]);
    expect(await readGatewayNotes(createGatewayClient({ baseUrl: gateway.url }), signal)).toEqual(notes);
    expect(gateway.complaints()).toEqual([]);
  });

  test("is why it cannot be asked, where it cannot", async () => {
    await using gateway = await startFakeGateway([{ request: "GET /readyz", status: 500, answer: {} }]);
    const notes = await readGatewayNotes(createGatewayClient({ baseUrl: gateway.url }), signal);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain("500");
  });
});
