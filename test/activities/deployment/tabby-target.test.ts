import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { DeploymentActivities } from "../../../activities/deployment/contract.ts";
import { createDeploymentActivities } from "../../../activities/deployment/create-deployment-activities.ts";
import { openTabbyTarget } from "../../../activities/deployment/tabby/open-tabby-target.ts";
import { readSmokeTests } from "../../../configs/smoke-tests.ts";
import { ConflictError, SetupError, SmokeTestError } from "../../../domain/errors.ts";
import { createFilesystemArtefactStore } from "../../../stores/filesystem/artefact-store.ts";
import {
  ADMIN_KEY,
  API_KEY,
  startTabbyServer,
  type TabbyServer,
} from "../../models/tabby/start-tabby-server.ts";
import { modelVersion } from "../../support/registry-records.ts";
import { servingRegistry } from "../../support/serving-registry.ts";

const { signal } = new AbortController();
const GOLDEN = [11, 12, 13, 14, 15];
const smokeTests = await readSmokeTests();

let folder: string;
let modelsDir: string;
let server: TabbyServer;
let fake: ReturnType<typeof servingRegistry>;
let heartbeats: unknown[];
let artefacts: ReturnType<typeof createFilesystemArtefactStore>;

const store = async (kind: string, files: Readonly<Record<string, string>>) => {
  const source = await mkdtemp(join(folder, "source-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
  return artefacts.put(source, { kind, signal });
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tabby-target-"));
  artefacts = createFilesystemArtefactStore({ folder: join(folder, "artefacts") });
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  modelsDir = await mkdtemp(join(folder, "models-"));
  await mkdir(join(modelsDir, "base-exl3"));
  server = await startTabbyServer(modelsDir, "base-exl3");
  server.encodesTo(GOLDEN.slice(0, 3));
  heartbeats = [];
  const golden = JSON.stringify({ messages: [{ role: "user", content: "Hi" }], tokens: GOLDEN });
  const serving = await store("gguf", { "model.gguf": "gguf", "golden-tokens.jsonl": `${golden}\n` });
  const { artefacts: sample } = modelVersion();
  const versions = await Promise.all(
    [1, 2].map(async (version) =>
      modelVersion({
        id: `ada-v${version}`,
        version,
        stage: "approved",
        artefacts: {
          ...sample,
          serving,
          merged: await store("merged", { "model.safetensors": `weights ${version}` }),
        },
      }),
    ),
  );
  const bare = modelVersion({
    id: "ada-v3",
    version: 3,
    stage: "approved",
    artefacts: { ...sample, merged: null },
  });
  fake = servingRegistry([...versions, bare]);
});
afterEach(async () => {
  expect(server.problems).toEqual([]);
  await server[Symbol.asyncDispose]();
});

const open = (
  change: { generationModel?: string; tabbyAdminKey?: string | undefined } = {},
): DeploymentActivities => {
  const settings = {
    generationUrl: server.url,
    generationModel: "base-exl3",
    generationApiKey: API_KEY,
    tabbyAdminKey: ADMIN_KEY,
    tabbyModelsDir: modelsDir,
    ...change,
  };
  const heartbeat = (progress: unknown) => void heartbeats.push(progress);
  const context = () => ({ signal, heartbeat, lastHeartbeat: undefined });
  const tabby = () =>
    openTabbyTarget({ settings, registry: fake.registry, artefacts, smokeTests, context, fetch });
  const local = () => {
    throw new SetupError("not set up");
  };
  return createDeploymentActivities({
    registry: fake.registry,
    targets: { local, tabby },
    now: () => new Date(),
  });
};

const deploy = async (activities: DeploymentActivities, version: string, rollback = false) => {
  const plan = await activities.planDeployment({ target: "tabby", version, rollback });
  expect(plan.canary).toBe(false);
  try {
    await activities.loadVersion(plan);
    await activities.promote(plan);
  } catch (error) {
    await activities.rollBack({ plan, reason: String(error) });
    throw error;
  }
};

test("places, loads, checks and promotes versions, and goes back by loading the former one", async () => {
  const activities = open();
  await deploy(activities, "ada-v1");
  expect(server.loaded()).toBe("ada-v1");
  expect(heartbeats).toContainEqual({ loading: "ada-v1", done: 3, total: 4 });
  await deploy(activities, "ada-v2");
  expect(await fake.registry.readServing("tabby")).toMatchObject({ stable: "ada-v2", previous: "ada-v1" });
  await deploy(activities, "", true);
  expect(server.loaded()).toBe("ada-v1");
  expect(["ada-v1", "ada-v2"].map(fake.stageOf)).toEqual(["production", "archived"]);
  expect(server.calls).toEqual(["load ada-v1", "load ada-v2", "load ada-v1"]);
});

test("a load that fails has the former version loaded again", async () => {
  const activities = open();
  await deploy(activities, "ada-v1");
  server.loadsLike("ada-v2", "load-failed.sse");
  await expect(deploy(activities, "ada-v2")).rejects.toThrow(/Insufficient VRAM/);
  expect(server.loaded()).toBe("ada-v1");
  expect(await fake.registry.readServing("tabby")).toMatchObject({ stable: "ada-v1", previous: null });
  expect(fake.stageOf("ada-v2")).toBe("approved");
});

test.each([
  ["answers nothing", () => server.answersWith(""), "the answer is empty"],
  ["has another chat template", () => server.encodesTo([11, 99, 13]), "token 2 is 99 instead of 12"],
])("a version that %s goes, and the base model is back", async (_, spoil, reason) => {
  spoil();
  const failure = deploy(open(), "ada-v1");
  await expect(failure).rejects.toThrow(SmokeTestError);
  await expect(failure).rejects.toThrow(reason);
  expect(server.loaded()).toBe("base-exl3");
});

test("where there is no base model to go back to, the failed version is unloaded", async () => {
  server.answersWith("");
  await expect(deploy(open({ generationModel: "not-there" }), "ada-v1")).rejects.toThrow(SmokeTestError);
  expect(server.calls).toEqual(["load ada-v1", "load not-there", "unload"]);
  expect(server.loaded()).toBeUndefined();
});

test("refuses a version without merged weights, and settings that are not whole", async () => {
  const plan = (activities: DeploymentActivities) =>
    activities.planDeployment({ target: "tabby", version: "ada-v3", rollback: false });
  await expect(plan(open())).rejects.toThrow(ConflictError);
  await expect(plan(open())).rejects.toThrow(/ada-v3 has no merged safetensors/);
  await expect(plan(open({ tabbyAdminKey: undefined }))).rejects.toThrow("needs TABBY_ADMIN_KEY");
});
