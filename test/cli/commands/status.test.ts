import { expect, it } from "vitest";
import { statusCommand } from "../../../cli/commands/status.ts";
import { runCommand } from "../support/run-command.ts";

const nowhere = { revision: 0, stable: null, candidate: null };
const stats = {
  documents: { total: 2, counts: [] },
  chunks: { total: 5, counts: [] },
  collections: [],
  embeddingModel: "m",
  runs: { running: 0 },
  lastCollectedAt: null,
  approvals: { pending: 0 },
  serving: [],
  warnings: [],
};

const statusWith = async (generation: unknown, local: object = nowhere): Promise<string> => {
  const targets = [
    { target: "local", ...nowhere, ...local, reports: [] },
    { target: "tabby", ...nowhere, reports: [] },
  ];
  const { stdout } = await runCommand(
    statusCommand,
    [],
    [
      { request: "GET /approvals?state=pending&limit=200", answer: { items: [] } },
      { request: "GET /stats", answer: stats },
      { request: "GET /serving", answer: { targets, generation } },
      { request: "GET /runs?limit=10", answer: { items: [] } },
    ],
  );
  return stdout;
};

it("names the server that answers, not the base model of a gateway that has none", async () => {
  const stdout = await statusWith({ backend: "openai", model: "vendor/chat-large" });
  expect(stdout).toContain("Answers: vendor/chat-large (GENERATION_BACKEND=openai)");
  expect(stdout).not.toContain("base model");
});

it("names what serves in the gateway while the gateway answers itself", async () => {
  expect(await statusWith({ backend: "local", model: "m-1" })).toContain("Serves at local: the base model\n");
  const deployed = { revision: 3, stable: "ada-v2" };
  expect(await statusWith({ backend: "tgi", model: null }, deployed)).toMatch(
    /Answers: not known now \(GENERATION_BACKEND=tgi\)\n.*Serves at local: ada-v2/,
  );
});
