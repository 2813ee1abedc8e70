import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { historyFromJSON } from "@temporalio/common/lib/proto-utils.js";
import { DefaultLogger, Runtime, Worker } from "@temporalio/worker";
import { beforeAll, describe, expect, it } from "vitest";
import { recordedRuns } from "./scenarios.ts";

const folder = new URL("../histories/", import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));

/** Runs that were started by an earlier version must go on under this one; see record-histories.ts. */
describe("recorded histories", () => {
  beforeAll(() => {
    Runtime.install({ logger: new DefaultLogger("ERROR") });
  });

  it("are there for every recorded run", () => {
    const names = files.map((file) => file.replace(/(-\d+)?\.json$/, ""));
    expect(names).toEqual(expect.arrayContaining(Object.keys(recordedRuns)));
  });

  it("replay without a difference", async () => {
    const histories = await Promise.all(
      files.map(async (file) => ({
        workflowId: file,
        history: historyFromJSON(JSON.parse(await readFile(new URL(file, folder), "utf8"))),
      })),
    );
    const workflowsPath = fileURLToPath(new URL("../../workflows/index.ts", import.meta.url));
    const replayed = new Map<string, Error | undefined>();
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowsPath }, histories)) {
      replayed.set(workflowId, error);
    }
    expect([...replayed].filter(([, error]) => error)).toEqual([]);
    expect([...replayed.keys()].sort()).toEqual([...files].sort());
  });
});
