import { describe, expect, test } from "vitest";
import { createSwitchingServing } from "../../../api/serving/create-switching-serving.ts";
import type { Wish } from "../../../api/serving/fleet.ts";
import type { Serving, ServingEvents } from "../../../api/serving/serving.ts";
import type { ServingState } from "../../../domain/deployment/serving.ts";
import { ChecksumError, NotFoundError, SetupError, UnavailableError } from "../../../domain/errors.ts";
import { type Script, scriptedBackend } from "../../support/scripted-backend.ts";

const { signal } = new AbortController();
const request = { messages: [{ role: "user", content: "Hi" }], maxTokens: 8, temperature: 0 } as const;

const state = (change: Partial<ServingState>): ServingState => ({
  target: "local",
  revision: 1,
  stable: null,
  candidate: null,
  ...change,
});

/** A serving whose versions load at once, or fail as told, with everything that happened. */
const openServing = (failures: Readonly<Record<string, Error>> = {}, script: Partial<Script> = {}) => {
  const happened: string[] = [];
  const loads: Wish[] = [];
  let time = 0;
  const events: ServingEvents = {
    attempted: ({ version, failed }) => happened.push(`${failed ? "error" : "answer"} ${version}`),
    swapped: ({ from, to }) => happened.push(`swap ${from ?? "nothing"} ${to}`),
    versionFailed: ({ version, reason }) => happened.push(`failed ${version}: ${reason}`),
    fellBack: ({ reason }) => happened.push(`fell back: ${reason}`),
  };
  const remaining = new Map(Object.entries(failures));
  const serving = createSwitchingServing({
    load: async (wish) => {
      loads.push(wish);
      const failure = remaining.get(wish.version);
      remaining.delete(wish.version);
      if (failure) throw failure;
      const onDispose = () => happened.push(`closed ${wish.version}`);
      return scriptedBackend({ model: wish.version, msPerWord: 0, ...script, onDispose });
    },
    clock: () => time,
    retryMs: 1_000,
    candidateSeconds: 5,
    events,
  });
  return {
    serving,
    happened,
    loads,
    later: (ms: number) => {
      time += ms;
    },
  };
};

const untilReady = async (serving: Serving, version: string): Promise<void> =>
  await expect
    .poll(() => serving.figures().find((figures) => figures.version === version)?.state)
    .toBe("ready");

const answerOf = async (serving: Serving): Promise<string> => {
  using lease = await serving.acquire(signal);
  let text = "";
  for await (const event of lease.backend.stream(request, signal)) {
    if (event.type === "text-delta") text += event.text;
  }
  return text.split(" ")[0] ?? "";
};

describe("switching between versions", () => {
  test("waits for the first version, and says meanwhile what it waits for", async () => {
    const { serving, happened } = openServing();
    await using _serving = serving;
    expect(await serving.check()).toMatchObject({
      state: "starting",
      detail: "it is being read what to serve",
    });
    serving.lost("the database is gone");
    expect(await serving.check()).toMatchObject({ state: "starting", detail: "the database is gone" });
    const answer = answerOf(serving);
    serving.follow(state({ revision: 0 }));
    expect(await answer).toBe("base");
    expect(await serving.check()).toEqual({ state: "ok" });
    expect(happened).toEqual(["swap nothing base", "answer base"]);
  });

  test("an answer keeps its model through a swap, and the model its memory until the answer is over", async () => {
    const { serving, happened } = openServing();
    await using _serving = serving;
    serving.follow(state({}));
    const long = await serving.acquire(signal);
    const events = long.backend.stream(request, signal)[Symbol.asyncIterator]();
    await events.next();

    serving.follow(state({ revision: 2, stable: "ann-v1", previous: null }));
    await untilReady(serving, "ann-v1");
    serving.follow(state({ revision: 3, stable: "ann-v2", previous: "ann-v1" }));
    // Not before the old model's memory is there again.
    expect(await answerOf(serving)).toBe("ann-v1");
    expect(happened).not.toContain("closed base");
    while (!(await events.next()).done);
    long[Symbol.dispose]();
    await untilReady(serving, "ann-v2");
    expect(await answerOf(serving)).toBe("ann-v2");
    expect(happened.indexOf("closed base")).toBeLessThan(happened.indexOf("swap ann-v1 ann-v2"));
    expect(happened).not.toContain("closed ann-v1");
  });

  test("a candidate gets its share, no more, and is let go when it is taken back", async () => {
    const { serving, happened, loads } = openServing();
    await using _serving = serving;
    serving.follow(state({ candidate: { version: "ann-v1", weight: 0 } }));
    await untilReady(serving, "ann-v1");
    expect(loads).toEqual([
      { version: "base", proven: true },
      { version: "ann-v1", proven: false },
    ]);
    expect(await answerOf(serving)).toBe("base");
    serving.follow(state({ revision: 2, candidate: { version: "ann-v1", weight: 0.25 } }));
    const answers = [];
    for (let n = 0; n < 8; n += 1) answers.push(await answerOf(serving));
    expect(answers).toEqual(["base", "base", "base", "ann-v1", "base", "base", "base", "ann-v1"]);
    serving.follow(state({ revision: 3 }));
    await expect.poll(() => happened).toContain("closed ann-v1");
    expect(await answerOf(serving)).toBe("base");
  });

  test("a version on trial again starts with clean counts", async () => {
    const { serving } = openServing();
    await using _serving = serving;
    serving.follow(state({ stable: "ann-v1" }));
    await answerOf(serving);
    serving.follow(state({ revision: 2, stable: null, previous: "ann-v1" }));
    await untilReady(serving, "base");
    const counts = () => serving.figures().find(({ version }) => version === "ann-v1")?.requests;
    expect(counts()).toBe(1);
    serving.follow(state({ revision: 3, candidate: { version: "ann-v1", weight: 0.5 } }));
    expect(counts()).toBe(0);
  });

  test("what serves goes on when its successor cannot be loaded, which is tried again", async () => {
    const { serving, happened, loads, later } = openServing({
      "ann-v1": new ChecksumError("model.gguf differs"),
    });
    await using _serving = serving;
    serving.follow(state({}));
    await untilReady(serving, "base");
    const next = state({ revision: 2, stable: "ann-v1", previous: null });
    serving.follow(next);
    await expect.poll(() => happened).toContain("failed ann-v1: checksum: model.gguf differs");
    expect(await answerOf(serving)).toBe("base");
    serving.follow(next);
    expect(loads).toHaveLength(2);
    later(1_000);
    serving.follow(next);
    await untilReady(serving, "ann-v1");
    expect(await answerOf(serving)).toBe("ann-v1");
  });

  test("a candidate that is wrong is not tried again; one whose store was away is", async () => {
    const { serving, later, loads } = openServing({
      wrong: new ChecksumError("differs"),
      away: new UnavailableError("the bucket does not answer"),
    });
    await using _serving = serving;
    const status = () =>
      serving
        .slots()
        .find(({ version }) => version !== "base")
        ?.status();
    const wrong = state({ candidate: { version: "wrong", weight: 0 } });
    serving.follow(wrong);
    await expect.poll(status).toEqual({ state: "failed", reason: "checksum: differs" });
    later(60_000);
    serving.follow(wrong);
    expect(loads).toHaveLength(2);
    serving.follow({ ...wrong, revision: 2 });
    await untilReady(serving, "wrong");

    const away = state({ revision: 3, candidate: { version: "away", weight: 0 } });
    serving.follow(away);
    await expect
      .poll(status)
      .toEqual({ state: "loading", reason: "unavailable: the bucket does not answer" });
    later(60_000);
    serving.follow(away);
    await untilReady(serving, "away");
  });

  test("with nothing that could answer, requests get the reason at once", async () => {
    const { serving } = openServing({
      "ann-v1": new ChecksumError("model.gguf differs"),
      base: new SetupError("no such file"),
    });
    await using _serving = serving;
    serving.follow(state({ stable: "ann-v1" }));
    await expect(answerOf(serving)).rejects.toThrow(/cannot be loaded: checksum: model.gguf differs/);
    await expect(serving.check()).rejects.toThrow("model.gguf differs");
  });
});

describe("a stable version that is lost", () => {
  const warningOf = async (serving: Serving): Promise<string | undefined> => {
    using lease = await serving.acquire(signal);
    return (await lease.backend.describe()).warning;
  };

  test("is stood in for by what served before it, with a warning, until it is there again", async () => {
    const { serving, happened, later } = openServing({ "ann-v2": new ChecksumError("model.gguf differs") });
    await using _serving = serving;
    const wanted = state({ stable: "ann-v2", previous: "ann-v1" });
    serving.follow(wanted);
    expect(await answerOf(serving)).toBe("ann-v1");
    expect(await warningOf(serving)).toMatch(/^ann-v2 is to answer but cannot be loaded, so ann-v1 answers/);
    expect(await serving.check()).toEqual({
      state: "ok",
      detail: "ann-v1 answers in place of ann-v2, which cannot be loaded: checksum: model.gguf differs",
    });
    later(1_000);
    serving.follow(wanted);
    await untilReady(serving, "ann-v2");
    expect(await answerOf(serving)).toBe("ann-v2");
    expect(await warningOf(serving)).toBeUndefined();
    expect(await serving.check()).toEqual({ state: "ok" });
    expect(happened).not.toContain("closed ann-v1");
  });

  test("is stood in for by the base model where what served before it is lost too", async () => {
    const { serving, happened } = openServing({
      "ann-v2": new ChecksumError("model.gguf differs"),
      "ann-v1": new NotFoundError("no such artefact"),
    });
    await using _serving = serving;
    serving.follow(state({ stable: "ann-v2", previous: "ann-v1" }));
    expect(await answerOf(serving)).toBe("base");
    expect(await warningOf(serving)).toMatch(/so the base model answers in its place/);
    expect(happened.filter((line) => line.startsWith("swap"))).toEqual(["swap nothing base"]);
  });

  test("leaves no answer to a candidate that was never promoted", async () => {
    const { serving } = openServing({ "ann-v1": new ChecksumError("differs") });
    await using _serving = serving;
    serving.follow(state({ stable: "ann-v1", candidate: { version: "ann-v2", weight: 0 } }));
    await untilReady(serving, "ann-v2");
    expect(await answerOf(serving)).toBe("base");
  });
});
