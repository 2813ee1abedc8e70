import { describe, expect, it } from "vitest";
import { runKinds } from "../../../domain/runs/workflows.ts";

const problemsOf = (kind: keyof typeof runKinds, input: unknown): string[] => {
  const parsed = runKinds[kind].input.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
};

describe("inputs of runs", () => {
  it("accept what the documentation shows", () => {
    expect(problemsOf("etl", { author: "Ada", sources: [{ kind: "guides" }] })).toEqual([]);
    expect(problemsOf("etl", { author: "Ada", links: ["https://a.org/x"], consent: true })).toEqual([]);
    expect(problemsOf("etl", { author: "*", sources: [{ kind: "upload", id: "a".repeat(64) }] })).toEqual([]);
    expect(problemsOf("featureEngineering", {})).toEqual([]);
    expect(problemsOf("featureEngineering", { authors: ["Ada"], categories: ["posts"], full: true })).toEqual(
      [],
    );
  });

  it.each([
    ["a missing author", { sources: [{ kind: "guides" }] }, "author"],
    ["an empty author", { author: "  ", sources: [{ kind: "guides" }] }, "author"],
    ["nothing to collect", { author: "Ada" }, "sources"],
    ["an unknown source", { author: "Ada", sources: [{ kind: "myspace" }] }, "sources.0.kind"],
    [
      "an upload id that is a path",
      { author: "*", sources: [{ kind: "upload", id: "../../x" }] },
      "sources.0.id",
    ],
    ["links without consent", { author: "Ada", links: ["https://a.org/x"] }, "consent"],
    ["links without an author", { author: "*", links: ["https://a.org/x"], consent: true }, "author"],
    ["a link that is no link", { author: "Ada", links: ["ftp://a.org"], consent: true }, "links.0"],
    ["guides of nobody", { author: "*", sources: [{ kind: "guides" }] }, "author"],
  ])("name the field of %s", (_, input, field) => {
    expect(problemsOf("etl", input).some((problem) => problem.startsWith(`${field}:`))).toBe(true);
  });

  it("name an unknown field", () => {
    expect(problemsOf("featureEngineering", { autors: ["Ada"] }).join()).toContain("autors");
  });
});

describe("workflow ids", () => {
  it("say what a run works on", () => {
    const { etl, featureEngineering, twin } = runKinds;
    expect(etl.workflowId(etl.input.parse({ author: "Ada", sources: [{ kind: "guides" }] }))).toBe("etl:Ada");
    const upload = { author: "*", sources: [{ kind: "upload", id: "b".repeat(64) }] };
    expect(etl.workflowId(etl.input.parse(upload))).toBe("etl:bbbbbbbbbbbb");
    expect(featureEngineering.workflowId(featureEngineering.input.parse({}))).toBe("features:all");
    expect(featureEngineering.workflowId(featureEngineering.input.parse({ authors: ["B", "A"] }))).toBe(
      "features:A,B",
    );
    expect(twin.workflowId(twin.input.parse({ author: "Ada", sources: [{ kind: "guides" }] }))).toBe(
      "twin:Ada",
    );
  });
});
