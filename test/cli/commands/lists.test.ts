import { describe, expect, it } from "vitest";
import { toDatasetSummary } from "../../../api/datasets/describe-dataset.ts";
import { toModelSummary } from "../../../api/registry/describe-model.ts";
import { listDatasets } from "../../../cli/commands/dataset/list.ts";
import { listModels } from "../../../cli/commands/models/list.ts";
import { dataset, modelVersion } from "../../support/registry-records.ts";
import { runCommand } from "../support/run-command.ts";

const datasets = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) =>
    toDatasetSummary(dataset({ id: `ada-instruct-v${from - index}` })),
  );
const models = (...ids: string[]) => ids.map((id) => toModelSummary(modelVersion({ id }), []));

describe("twin dataset list", () => {
  it("reads page after page until nothing is left out", async () => {
    const { code, stdout } = await runCommand(
      listDatasets,
      ["--author", "Ada"],
      [
        {
          request: "GET /datasets?author=Ada&limit=200",
          answer: { items: datasets(203, 4), next: "a/b+c" },
        },
        {
          request: "GET /datasets?author=Ada&limit=200&after=a%2Fb%2Bc",
          answer: { items: datasets(3, 1) },
        },
      ],
    );
    const lines = stdout.trimEnd().split("\n");
    expect(lines).toHaveLength(203);
    expect(lines.at(-1)).toMatch(/^ada-instruct-v1 /);
    expect(code).toBe(0);
  });

  it("stops at --limit and says that there are more", async () => {
    const script = [{ request: "GET /datasets?limit=2", answer: { items: datasets(9, 8), next: "cursor" } }];
    const { stdout } = await runCommand(listDatasets, ["--limit", "2"], script);
    expect(stdout.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^ada-instruct-v9 /),
      expect.stringMatching(/^ada-instruct-v8 /),
      "… and older ones: raise --limit, or leave it out to see all",
    ]);
  });

  it("asks a last page for no more than is left of a large --limit", async () => {
    const script = [
      { request: "GET /datasets?limit=200", answer: { items: datasets(300, 101), next: "cursor" } },
      { request: "GET /datasets?limit=50&after=cursor", answer: { items: datasets(100, 51) } },
    ];
    const { stdout } = await runCommand(listDatasets, ["--limit", "250", "--json"], script);
    expect(JSON.parse(stdout)).toHaveLength(250);
  });

  it("says what to do where there are none", async () => {
    const script = [{ request: "GET /datasets?limit=200", answer: { items: [] } }];
    expect((await runCommand(listDatasets, [], script)).stdout).toContain("There are no datasets.");
  });

  it.each(["0", "-1", "1.5", "many"])("refuses --limit %s", async (limit) => {
    await expect(runCommand(listDatasets, [`--limit=${limit}`], [])).rejects.toThrow(/limit/);
  });
});

describe("twin models list", () => {
  it("passes the filters on to every page", async () => {
    const { stdout } = await runCommand(
      listModels,
      ["--stage", "archived"],
      [
        {
          request: "GET /models?stage=archived&limit=200",
          answer: { items: models("ada-v3", "ada-v2"), next: "x" },
        },
        { request: "GET /models?stage=archived&limit=200&after=x", answer: { items: models("ada-v1") } },
      ],
    );
    expect(stdout.match(/ada-v\d/g)).toEqual(["ada-v3", "ada-v2", "ada-v1"]);
  });
});
