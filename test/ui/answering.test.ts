import { describe, expect, test } from "vitest";
import type { ServingTarget } from "../../ui/src/api/generated/index.ts";
import { answeringOf } from "../../ui/src/serving/answering.ts";
import { baseModelWords, generationWords } from "../../ui/src/serving/generation-words.ts";
import { type Generation, shownServing } from "../../ui/src/serving/shown-serving.ts";

type Report = ServingTarget["reports"][number];

const report = (instance: string, version: string, change: Partial<Report> = {}): Report => ({
  instance,
  version,
  revision: 4,
  state: "ready",
  reason: null,
  requests: 0,
  errors: 0,
  latencyMs: 0,
  msPerToken: null,
  answers: false,
  reportedAt: "2026-01-01T00:00:00.000Z",
  ...change,
});

const refused = { state: "failed", reason: "checksum: differs" } as const;

const target = (reports: readonly Report[], change: Partial<ServingTarget> = {}): ServingTarget => ({
  target: "local",
  revision: 4,
  stable: "ada-v2",
  previous: "ada-v1",
  candidate: null,
  reports: [...reports],
  ...change,
});

describe("what answers", () => {
  test("is the stable version where a gateway has loaded it, or where none reports", () => {
    const ready = { state: "ready", reasons: [], instead: [] };
    expect(answeringOf(target([]))).toEqual({ ...ready, loaded: 0, gateways: 0 });
    expect(answeringOf(target([report("g1", "ada-v2"), report("g1", "ada-v1")]))).toEqual({
      ...ready,
      loaded: 1,
      gateways: 1,
    });
    expect(answeringOf(target([report("g1", "base")], { stable: null })).state).toBe("ready");
  });

  test.each([
    ["the version that the gateway says", ["ada-v1"], ["ada-v1"]],
    ["the base model", ["base"], [null]],
    ["nothing where nothing answers", [], []],
  ])("in place of a version that cannot be loaded is %s", (_, answering, instead) => {
    const reports = [
      report("g1", "ada-v2", refused),
      report("g1", "ada-v3"),
      ...answering.map((version) => report("g1", version, { answers: true })),
    ];
    expect(answeringOf(target(reports))).toEqual({
      state: "failed",
      loaded: 0,
      gateways: 1,
      reasons: [refused.reason],
      instead,
    });
  });

  test("may differ from gateway to gateway, and what one has does not answer for another", () => {
    const reports = [
      report("g1", "ada-v2", { answers: true }),
      report("g1", "ada-v1"),
      report("g2", "ada-v2", refused),
      report("g3", "ada-v2", refused),
      report("g3", "base", { answers: true }),
    ];
    expect(answeringOf(target(reports))).toEqual({
      state: "failed",
      loaded: 1,
      gateways: 3,
      reasons: [refused.reason],
      instead: [null],
    });
  });

  test("a version on its way is no failure until there is a reason", () => {
    const loading = { state: "loading", reason: null } as const;
    expect(answeringOf(target([report("g1", "ada-v2", loading)])).state).toBe("loading");
    const waiting = { state: "loading", reason: "the bucket does not answer" } as const;
    expect(answeringOf(target([report("g1", "ada-v2", waiting)])).state).toBe("failed");
  });
});

describe("what is shown to answer", () => {
  const local = target([], { revision: 0, stable: null });
  const tabby = target([], { target: "tabby", revision: 0, stable: null });
  const shown = (backend: Generation["backend"], targets = [local, tabby], model: string | null = "m-1") => {
    const { generation, targets: lines } = shownServing({ targets, generation: { backend, model } });
    return { generation, lines: lines.map((line) => ({ ...line, target: line.target.target })) };
  };

  test("is the base model by its name while the gateway answers itself", () => {
    expect(shown("local")).toEqual({
      generation: undefined,
      lines: [{ target: "local", baseModel: "m-1", idle: false }],
    });
  });

  test.each(["openai", "tgi", "tabby", "extractive"] as const)(
    "is %s where the settings name it, and never the base model in the gateway",
    (backend) => {
      expect(shown(backend)).toEqual({ generation: { backend, model: "m-1" }, lines: [] });
    },
  );

  test("is the version that was deployed to the server that answers", () => {
    const deployed = { ...tabby, revision: 2, stable: "ada-v2" };
    expect(shown("tabby", [local, deployed])).toEqual({
      generation: undefined,
      lines: [{ target: "tabby", baseModel: null, idle: false }],
    });
  });

  test("is not a version in the gateway that a server answers in place of, unless a gateway reports it", () => {
    const deployed = target([]);
    expect(shown("openai", [deployed, tabby]).lines).toMatchObject([{ target: "local", idle: true }]);
    const served = target([report("g2", "ada-v2")]);
    expect(shown("openai", [served, tabby]).lines).toMatchObject([{ target: "local", idle: false }]);
  });

  test.each([
    ["openai", "m-1", "At an OpenAI-compatible server", "m-1 answers"],
    ["tgi", null, "At TGI", "the server does not tell which model answers"],
    ["extractive", "extractive", "In the gateway", "the best passages are quoted, no model answers"],
  ] as const)("by %s with the model %s is said in words", (backend, model, place, answers) => {
    expect(generationWords({ backend, model })).toEqual({ place, answers });
  });

  test("is quotations where the base model cannot be had", () => {
    expect(baseModelWords("m-1")).toBe("the base model m-1 answers");
    expect(baseModelWords(null)).toBe("the base model answers");
    expect(baseModelWords("extractive")).toMatch(/^the best passages are quoted/);
  });
});
