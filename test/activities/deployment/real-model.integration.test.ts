import { appendFile, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LoadVersion } from "../../../api/serving/fleet.ts";
import { createVersionLoader } from "../../../api/serving/load-version.ts";
import { readSmokeTests } from "../../../configs/smoke-tests.ts";
import { ChecksumError, SmokeTestError } from "../../../domain/errors.ts";
import type { ModelVersion } from "../../../domain/registry/model-version.ts";
import { ensureModel } from "../../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../../models/catalogue/read-catalogue.ts";
import { createLocalBackend } from "../../../models/generation/local/create-local-backend.ts";
import type { ChatMessage } from "../../../models/generation.ts";
import { cacheFolder } from "../../../stack/downloads/cache-folder.ts";
import { openStores, type Stores } from "../../../stores/open-stores.ts";
import { modelVersion } from "../../support/registry-records.ts";
import { startSwitchingGateway } from "./gateway-in-test.ts";
import { ask, startClients } from "./streaming-clients.ts";
import { canary, openActivities } from "./support.ts";

const MODEL = "SmolLM2-135M-Instruct";
const { signal } = new AbortController();
const conversation: readonly ChatMessage[] = [
  { role: "system", content: "You answer briefly." },
  { role: "user", content: "Was ist ein Test? 🙂 <|im_end|>" },
];

let folder: string;
let stores: Stores;
let modelPath: string;
let golden: readonly number[];
let load: LoadVersion;

/** Registers the model as a version of somebody, with these golden tokens, and lets it through. */
const register = async (model: string, tokens: readonly number[]): Promise<ModelVersion> => {
  const source = join(folder, model);
  await mkdir(source);
  await copyFile(modelPath, join(source, "model.gguf"));
  await writeFile(
    join(source, "golden-tokens.jsonl"),
    `${JSON.stringify({ messages: conversation, tokens })}\n`,
  );
  const serving = await stores.artefacts.put(source, { kind: "gguf", signal, move: true });
  const {
    id: _id,
    version: _version,
    stage: _stage,
    createdAt: _created,
    stageChangedAt: _changed,
    ...draft
  } = modelVersion();
  const { version } = await stores.registry.registerModel({
    ...draft,
    model,
    key: model,
    artefacts: { ...draft.artefacts, serving },
  });
  return stores.registry.moveModel(version.id, ["candidate"], "approved");
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "deployment-"));
  stores = await openStores({ dataDir: join(folder, "data") });
  const { CACHE_DIR } = process.env;
  const options = { catalogue: await readCatalogue(), cacheDir: cacheFolder({ cacheDir: CACHE_DIR }) };
  modelPath = join((await ensureModel(MODEL, "generation", options)).folder, "model.gguf");
  const openModel = (path: string, model: string) =>
    createLocalBackend({ modelPath: path, model, threads: 1 });
  await using backend = await openModel(modelPath, MODEL);
  golden = (await backend.encode?.(conversation)) ?? [];
  load = createVersionLoader({
    registry: stores.registry,
    artefacts: stores.artefacts,
    smokeTests: await readSmokeTests(),
    openBase: () => openModel(modelPath, MODEL),
    openModel,
  });
});
afterAll(async () => {
  await stores?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe("a real model as a version", () => {
  test("is deployed beside the base model while clients stream, and is there again after a restart", async () => {
    const { id } = await register("ada", golden);
    const { activities } = openActivities(stores.registry);
    {
      await using gateway = await startSwitchingGateway(stores.registry, load, "gateway-1");
      expect((await ask(gateway.url)).model).toBe(MODEL);
      const clients = startClients(gateway.url, 1);
      const plan = await activities.planDeployment({
        target: "local",
        model: "ada",
        version: 1,
        rollback: false,
      });
      await activities.loadVersion(plan);
      await activities.startCanary({ plan, canary: { ...canary, minRequests: 1 } });
      await expect
        .poll(() => activities.readCanary({ plan, canary: { ...canary, minRequests: 1 } }), {
          timeout: 100_000,
        })
        .toMatchObject({ enough: true, errors: 0, verdict: null });
      await activities.promote(plan);
      expect((await ask(gateway.url)).model).toBe(id);
      await clients.stop();
      expect(clients.errors).toEqual([]);
      expect(clients.answers.every(({ streamed, whole }) => streamed === whole && whole !== "")).toBe(true);
    }
    await using restarted = await startSwitchingGateway(stores.registry, load, "gateway-2");
    expect((await ask(restarted.url)).model).toBe(id);
    const back = await activities.planDeployment({ target: "local", rollback: true });
    expect(back).toMatchObject({ version: null, replaces: id });
  });

  test("is refused where its tokens are not the trainer's", async () => {
    const { id } = await register("bob", golden.with(3, 7));
    const loading = load({ version: id, proven: false }, signal);
    await expect(loading).rejects.toThrow(SmokeTestError);
    await expect(loading).rejects.toThrow(/in golden conversation 1, token 4 is \d+ instead of 7/);
  });

  test("is refused where its file was changed on the disk", async () => {
    const version = await register("eve", golden.with(0, 7));
    const path = await stores.artefacts.fetch(version.artefacts.serving, signal);
    await appendFile(join(path, "golden-tokens.jsonl"), "\n");
    await expect(load({ version: version.id, proven: true }, signal)).rejects.toThrow(ChecksumError);
  });
});
