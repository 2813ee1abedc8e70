import { describe, expect, test } from "vitest";
import type { RunDetail } from "../../api/contract/runs.ts";
import type { Runs } from "../../api/runs/runs.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { UploadStore } from "../../stores/upload-store.ts";
import type { VectorStore } from "../../stores/vector-store.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import { strictFake } from "../support/strict-fake.ts";
import { chromiumPath } from "./support/browser.ts";
import { ada, emptyTwin, etlRun, filledTwin, grace, runningEtl, runsOf } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const file = { name: "articles.json", mimeType: "application/json", buffer: Buffer.from('[{"id": 1}]') };
const uploadId = "ab".repeat(32);
const runId = "01a20e5e-8c84-7a10-b57c-667ad2b3e0aa";

/** Takes every file; `received` holds what arrived. */
const uploadsOf = (received: string[]): UploadStore =>
  strictFake<UploadStore>("uploads", {
    save: async (content) => {
      const parts: Uint8Array[] = [];
      for await (const part of content) parts.push(part);
      received.push(Buffer.concat(parts).toString());
      return { id: uploadId, bytes: file.buffer.length };
    },
  });

/** Starts any run; `started` holds what was asked for, and `details` tells how each run stands. */
const startable = (started: unknown[], details: Readonly<Record<string, () => RunDetail>>): Runs =>
  runsOf([], {
    start: async ({ kind, workflowId, input }) => {
      started.push({ kind, input });
      return { workflowId, runId, joined: false };
    },
    describe: async (workflowId) => {
      const detail = details[workflowId];
      if (!detail) throw new Error(`no run ${workflowId}`);
      return detail();
    },
  });

describe.skipIf(chromiumPath === undefined)("collect", () => {
  const ui = useUi();

  test("a file is imported, its run followed, and the next step offered", async () => {
    const received: string[] = [];
    const started: unknown[] = [];
    const workflowId = `etl:${uploadId.slice(0, 12)}`;
    let etl = runningEtl({ workflowId });
    const features = runningEtl({ workflowId: "features:all", kind: "featureEngineering" });
    const runs = startable(started, { [workflowId]: () => etl, "features:all": () => features });
    const page = await ui.open("/collect", { ...filledTwin(), runs, uploads: uploadsOf(received) });
    await page.getByLabel("File to import", { exact: true }).setInputFiles(file);
    await page.getByRole("heading", { name: "Collection · an imported file" }).waitFor();
    await page.getByText("40 of 100 records").waitFor();
    expect(received).toEqual([file.buffer.toString()]);
    expect(started).toMatchObject([
      { kind: "etl", input: { author: "*", sources: [{ kind: "upload", id: uploadId }] } },
    ]);
    expect(new URL(page.url()).searchParams.get("workflow")).toBe(workflowId);

    etl = etlRun({ workflowId });
    await page.getByText("title: is required").waitFor();
    await page.getByRole("button", { name: "Build features now" }).click();
    await page.getByRole("heading", { name: "Features · all authors" }).waitFor();
    expect(started.at(-1)).toMatchObject({ kind: "featureEngineering" });
  });

  test("a file that is too large is refused with the reason, and can be tried again", async () => {
    const page = await ui.open("/collect", {
      ...filledTwin(),
      uploads: strictFake<UploadStore>("uploads", {
        save: () => Promise.reject(new UnavailableError("The disk is full.")),
      }),
    });
    await page.getByLabel("File to import", { exact: true }).setInputFiles(file);
    const alert = page.getByRole("alert").filter({ hasText: "articles.json was not imported" });
    await alert.getByText("The disk is full.").waitFor();
    expect(await alert.getByRole("button", { name: "Try again" }).isEnabled()).toBe(true);
  });

  test("a link needs its author, a web address and consent", async () => {
    const started: unknown[] = [];
    const runs = startable(started, { "etl:Ada Lovelace": runningEtl });
    const page = await ui.open("/collect", { ...filledTwin(), runs });
    const form = page.getByRole("region", { name: "Collect a link" });
    await form.getByRole("button", { name: "Collect" }).click();
    await form.getByText("Say who wrote it.").waitFor();
    await form.getByText("Links are collected only when their owner agreed to it.").waitFor();
    expect(started).toEqual([]);
    await form.getByLabel("Author of the page").fill("Ada Lovelace");
    await form.getByLabel("Link", { exact: true }).fill("https://example.com/engine");
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Collect" }).click();
    await page.getByText("40 of 100 records").waitFor();
    expect(started).toMatchObject([
      {
        kind: "etl",
        input: { author: "Ada Lovelace", links: ["https://example.com/engine"], consent: true },
      },
    ]);
  });

  test("an author is deleted after a confirmation alone", async () => {
    const deleted: string[] = [];
    const warehouse = strictFake<Warehouse>("warehouse", {
      listAuthors: async () => (deleted.length === 0 ? [ada, grace] : [grace]),
      countDocuments: async () => [
        { author: ada, category: "articles", platform: "substack", count: 40 },
        { author: grace, category: "posts", platform: "linkedin", count: 9 },
      ],
      findAuthor: async () => ada,
      deleteAuthor: async (id) => {
        deleted.push(id);
        return 40;
      },
    });
    const vectors = strictFake<VectorStore>("vectors", {
      readAliases: async () => new Map([["embedded_articles", "embedded_articles__test"]]),
      deleteDocuments: async () => 300,
    });
    const page = await ui.open("/collect", { ...filledTwin(), warehouse, vectors });
    await page.getByRole("button", { name: "Delete Ada Lovelace" }).click();
    await page.getByRole("dialog").getByText("with 40 documents").waitFor();
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(deleted).toEqual([]);
    await page.getByRole("button", { name: "Delete Ada Lovelace" }).click();
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.getByText("40 documents and 300 chunks are gone.").waitFor();
    await page.getByRole("button", { name: "Delete Ada Lovelace" }).waitFor({ state: "hidden" });
    expect(deleted).toEqual([ada.id]);
  });

  test("without authors it offers the project's guides", async () => {
    const started: unknown[] = [];
    const workflowId = "twin:LLM Twin Guides";
    const runs = startable(started, { [workflowId]: () => runningEtl({ workflowId, kind: "twin" }) });
    const page = await ui.open("/collect", { ...emptyTwin(), runs });
    await page.getByText("There is no author yet").waitFor();
    await page.getByRole("button", { name: "Use the project’s guides" }).click();
    await page.getByRole("heading", { name: "Twin · LLM Twin Guides" }).waitFor();
    expect(started).toMatchObject([{ kind: "twin", input: { sources: [{ kind: "guides" }] } }]);
  });

  test("a workflow engine that does not answer is told with its reason", async () => {
    const runs = runsOf([], {
      list: () => Promise.reject(new UnavailableError("Temporal does not answer.")),
    });
    const page = await ui.open("/collect", { ...filledTwin(), runs });
    await page.getByRole("region", { name: "Recent runs" }).getByText("Temporal does not answer.").waitFor();
  });
});
