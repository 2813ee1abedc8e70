import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeploymentPlan } from "../../../activities/deployment/contract.ts";
import type { LoadVersion } from "../../../api/serving/fleet.ts";
import { ChecksumError } from "../../../domain/errors.ts";
import type { TestGateway } from "../../api/support/gateway.ts";
import { modelVersion } from "../../support/registry-records.ts";
import { type Script, scriptedBackend } from "../../support/scripted-backend.ts";
import { servingRegistry } from "../../support/serving-registry.ts";
import { startSwitchingGateway } from "./gateway-in-test.ts";
import { ask, startClients } from "./streaming-clients.ts";
import { canary, openActivities } from "./support.ts";

const WORDS = 8;
/** What a version that works says. */
const answerOf = (model: string): string =>
  [model, ...Array.from({ length: WORDS - 1 }, (_, n) => n + 1)].join(" ");

/** Loads versions whose model does as `scripts` says, or fails to. */
const loaderOf =
  (scripts: Readonly<Record<string, Partial<Script> | Error>>): LoadVersion =>
  async ({ version }) => {
    const script = scripts[version] ?? {};
    if (script instanceof Error) throw script;
    return scriptedBackend({ model: version, words: WORDS, msPerWord: 3, ...script });
  };

const versions = ["ada-v1", "ada-v2"].map((id, index) =>
  modelVersion({ id, model: "ada", version: index + 1, stage: "approved" }),
);

let registry: ReturnType<typeof servingRegistry>;
let gateway: TestGateway;
let clients: ReturnType<typeof startClients>;

const start = async (scripts: Readonly<Record<string, Partial<Script> | Error>>): Promise<void> => {
  gateway = await startSwitchingGateway(registry.registry, loaderOf(scripts));
  clients = startClients(gateway.url, 4);
};

beforeEach(() => {
  registry = servingRegistry(versions);
});
afterEach(async () => {
  await clients.stop();
  await gateway[Symbol.asyncDispose]();
});

/** What every client saw: whole answers, each by one version, and not one error. */
const expectUnbroken = (): void => {
  expect(clients.errors).toEqual([]);
  for (const { model, streamed, whole } of clients.answers) {
    expect(streamed).toBe(answerOf(model));
    expect(whole).toBe(streamed);
  }
};

const activitiesOf = () => openActivities(registry.registry).activities;

const plan = (version: string, rollback = false): Promise<DeploymentPlan> =>
  activitiesOf().planDeployment({ target: "local", rollback, ...(rollback ? {} : { version }) });

const answersSoFar = (model: string): number =>
  clients.answers.filter((answer) => answer.model === model).length;

/** Deploys as the workflow does, up to the verdict on the canary. */
const tryOut = async (version: string) => {
  const activities = activitiesOf();
  const planned = await plan(version);
  await activities.loadVersion(planned);
  await activities.startCanary({ plan: planned, canary });
  let reading = await activities.readCanary({ plan: planned, canary });
  while (!reading.enough && reading.verdict === null) {
    await expect.poll(() => clients.answers.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    reading = await activities.readCanary({ plan: planned, canary });
  }
  return { activities, planned, reading };
};

describe("four clients that stream without a pause", () => {
  test("see every answer whole while a version is loaded, tried, promoted and rolled back", async () => {
    await start({});
    await expect.poll(() => answersSoFar("base")).toBeGreaterThan(0);
    const { activities, planned, reading } = await tryOut("ada-v1");
    expect(reading).toMatchObject({ errors: 0, verdict: null, enough: true });
    // The gateway counts an answer before its client has read it.
    await expect.poll(() => answersSoFar("ada-v1")).toBeGreaterThanOrEqual(canary.minRequests);
    await activities.promote(planned);
    // Whoever asks now is answered by the new version.
    expect((await ask(gateway.url)).model).toBe("ada-v1");

    const back = await plan("", true);
    await activities.loadVersion(back);
    await activities.promote(back);
    expect((await ask(gateway.url)).model).toBe("base");
    await clients.stop();
    expectUnbroken();
    expect(registry.stageOf("ada-v1")).toBe("archived");
  });

  test("notice nothing of a candidate that breaks off in the middle of its answers", async () => {
    await start({ "ada-v1": { fails: new Error("out of memory") } });
    const { activities, planned, reading } = await tryOut("ada-v1");
    expect(reading.verdict).toMatch(/of \d+ answers failed/);
    await activities.rollBack({ plan: planned, reason: reading.verdict ?? "" });
    await expect
      .poll(async () => (await fetch(`${gateway.url}/metrics`)).text())
      .not.toContain('twin_serving_version{version="ada-v1"');
    await clients.stop();
    expectUnbroken();
    expect(answersSoFar("ada-v1")).toBe(0);
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toMatch(/twin_candidate_fallbacks_total [1-9]/);
    expect(metrics).toMatch(/twin_version_answers_total\{version="ada-v1",outcome="failed"\} [1-9]/);
    expect(gateway.log.join("")).toContain("out of memory");
  });

  test("are not left waiting by a candidate that says nothing", async () => {
    await start({ "ada-v1": { words: 0 } });
    const { activities, planned, reading } = await tryOut("ada-v1");
    expect(reading.verdict).toMatch(/answers failed/);
    await activities.rollBack({ plan: planned, reason: "empty" });
    await clients.stop();
    expectUnbroken();
    expect(answersSoFar("ada-v1")).toBe(0);
  });

  test("get their answers from a slow candidate, too, until its speed condemns it", async () => {
    await start({ "ada-v1": { msPerWord: 40 } });
    const activities = activitiesOf();
    const planned = await plan("ada-v1");
    const strict = { ...canary, maxLatencyRatio: 3, minRequests: 5 };
    await activities.loadVersion(planned);
    await activities.startCanary({ plan: planned, canary: strict });
    await expect
      .poll(async () => (await activities.readCanary({ plan: planned, canary: strict })).verdict, {
        timeout: 15_000,
      })
      .toMatch(/ms per token, more than 3 times/);
    await activities.rollBack({ plan: planned, reason: "too slow" });
    await clients.stop();
    expectUnbroken();
    expect(answersSoFar("ada-v1")).toBeGreaterThan(0);
  });

  test("go on with what serves when the artefact of a version was changed", async () => {
    await start({ "ada-v1": new ChecksumError("model.gguf has the SHA-256 ab12 instead of cd34") });
    const activities = activitiesOf();
    const planned = await plan("ada-v1");
    await expect(activities.loadVersion(planned)).rejects.toThrow(ChecksumError);
    await activities.rollBack({ plan: planned, reason: "checksum" });
    expect((await ask(gateway.url)).model).toBe("base");
    await clients.stop();
    expectUnbroken();
    expect(gateway.log.join("")).toContain("ab12 instead of cd34");
  });

  test("find the version that served again after the gateway's restart", async () => {
    await start({});
    const activities = activitiesOf();
    const planned = await plan("ada-v1");
    await activities.loadVersion(planned);
    await activities.promote(planned);
    await clients.stop();
    expectUnbroken();
    await gateway[Symbol.asyncDispose]();

    await start({});
    expect((await ask(gateway.url)).model).toBe("ada-v1");
    const models = await (await fetch(`${gateway.url}/v1/models`)).json();
    expect(models).toMatchObject({ data: [{ id: "ada-v1" }] });
  });
});
