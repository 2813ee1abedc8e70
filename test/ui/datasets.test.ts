import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import type { GatewayDependencies } from "../../api/app.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { UploadStore } from "../../stores/upload-store.ts";
import { strictFake } from "../support/strict-fake.ts";
import { chromiumPath } from "./support/browser.ts";
import { artefactsOf, datasetVersion, registryOf } from "./support/registry.ts";
import { filledTwin, runningEtl, runsOf } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const uploadId = "ab".repeat(32);
const runId = "01a20e5e-8c84-7a10-b57c-667ad2b3e0aa";
const samplesOf = (split: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    instruction: `${split} question ${index + 1}`,
    answer: `${split} answer ${index + 1}`,
    documentId: null,
  }));

/** A twin with one dataset, whose runs can be started; `started` holds what was asked for. */
const twin = (started: unknown[] = []): Partial<GatewayDependencies> => ({
  ...filledTwin(),
  registry: registryOf({ datasets: [datasetVersion()] }),
  artefacts: artefactsOf({
    "data/train.jsonl": samplesOf("train", 12),
    "data/test.jsonl": samplesOf("test", 1),
  }),
  runs: runsOf([], {
    start: async ({ kind, workflowId, input }) => {
      started.push({ kind, workflowId, input });
      return { workflowId, runId, joined: false };
    },
    describe: async (workflowId) => runningEtl({ workflowId, runId }),
  }),
});

const HIDDEN_WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
/** Settles when no colour is on its way to another any more. */
const STILL = `Promise.allSettled(
  document.getAnimations().filter((each) => each instanceof CSSTransition).map((transition) => transition.finished),
)`;
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

describe.skipIf(chromiumPath === undefined)("datasets", () => {
  const ui = useUi();

  test("the list has versions with counts, and the address holds its filters", async () => {
    const asked: unknown[] = [];
    const registry = registryOf(
      {},
      {
        listDatasets: async (filter, page) => {
          asked.push({ ...filter, ...page });
          return { items: [datasetVersion()], next: "second" };
        },
      },
    );
    const page = await ui.open("/datasets?author=Ada+Lovelace", { ...twin(), registry });
    const row = page.getByRole("row", { name: /ada-lovelace-instruct-v2/ });
    expect(await row.textContent()).toMatch(/1,23456/);
    expect(await page.getByLabel("Author", { exact: true }).first().inputValue()).toBe("Ada Lovelace");
    await page.getByRole("button", { name: "Next page" }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get("after")).toBe("second");
    await page.getByLabel("Kind", { exact: true }).selectOption("instruct");
    await expect.poll(() => asked.at(-1)).toEqual({ author: "Ada Lovelace", kind: "instruct", limit: 25 });
    expect(new URL(page.url()).searchParams.has("after")).toBe(false);
  });

  test("a version shows lineage, what filters dropped, and its samples page by page", async () => {
    const page = await ui.open("/datasets/ada-lovelace-instruct-v2", twin());
    await page.getByText("instruct-dataset@1").waitFor();
    const dropped = page.getByRole("list", { name: "Dropped by filter" });
    expect(await dropped.textContent()).toMatch(/Duplicate12Length4$/);
    const samples = page.getByRole("list", { name: "Samples" });
    await samples.getByText("train question 1", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Next page" }).click();
    await samples.getByText("train question 11").waitFor();
    expect(new URL(page.url()).search).toBe("?after=10");
    await page.getByText("Held out", { exact: true }).last().click();
    await samples.getByText("test question 1").waitFor();
    expect(new URL(page.url()).search).toBe("?split=test");
  });

  test("its files are downloaded with the key", async () => {
    const key = "a-key-of-sixteen-characters";
    const page = await ui.open("/datasets/ada-lovelace-instruct-v2", { ...twin(), apiKeys: [key] });
    await page.getByRole("dialog").getByLabel("API key").fill(key);
    await page.keyboard.press("Enter");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Held-out JSONL" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("ada-lovelace-instruct-v2.test.jsonl");
  });

  test("training on it starts the run with what was chosen, and goes to it", async () => {
    const started: unknown[] = [];
    const page = await ui.open("/datasets/ada-lovelace-instruct-v2", twin(started));
    await page.getByLabel("Steps").fill("40");
    await page.getByLabel("Evaluation samples").fill("8");
    await page.getByLabel("Share of the requests at first, in %").fill("50");
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await page.waitForURL(/\/runs\/training/);
    expect(started).toMatchObject([
      {
        kind: "continuousTraining",
        workflowId: "training:Ada Lovelace:ada-lovelace-instruct-v2",
        input: {
          author: "Ada Lovelace",
          dataset: "ada-lovelace-instruct-v2",
          hyperparameters: { steps: 40 },
          quantization: "Q8_0",
          evaluation: { samples: 8 },
          deploy: { canary: { weight: 0.5 } },
        },
      },
    ]);
  });

  test("a file of samples is uploaded, and made a dataset of", async () => {
    const started: unknown[] = [];
    const uploads = strictFake<UploadStore>("uploads", {
      save: async (content) => {
        let bytes = 0;
        for await (const part of content) bytes += part.length;
        return { id: uploadId, bytes };
      },
    });
    const page = await ui.open("/datasets", { ...twin(started), uploads });
    const panel = page.getByRole("region", { name: "Import a file of samples" });
    await panel.getByRole("button", { name: "Import" }).click();
    await panel.getByText("Say whose twin it is for.").waitFor();
    await panel.getByLabel("Author").fill("Ada Lovelace");
    await panel.locator("input[type=file]").setInputFiles({
      name: "samples.jsonl",
      mimeType: "application/jsonl",
      buffer: Buffer.from('{"instruction": "Why?", "answer": "Because."}\n'),
    });
    await panel.getByLabel("Train on it at once").check();
    await panel.getByRole("button", { name: "Import" }).click();
    await page.waitForURL(/\/runs\/dataset/);
    expect(started).toMatchObject([
      {
        kind: "datasetGeneration",
        input: { author: "Ada Lovelace", upload: uploadId, kind: "instruct", train: true },
      },
    ]);
  });

  test("without datasets it says what to do, and a registry that is away is told", async () => {
    const empty = await ui.open("/datasets", filledTwin());
    await empty.getByText("There is no dataset yet").waitFor();
    const registry = registryOf(
      {},
      {
        listDatasets: () => Promise.reject(new UnavailableError("The registry is locked.")),
      },
    );
    const page = await ui.open("/datasets", { ...twin(), registry });
    await page.getByRole("alert").getByText("The registry is locked.").waitFor();
  });

  test.each(["/datasets", "/datasets/ada-lovelace-instruct-v2"])(
    "%s keeps to WCAG AA in light and dark, and fits into 360 pixels",
    async (path) => {
      const page = await ui.open(path, twin());
      await page.getByRole("table").first().waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        await page.evaluate(STILL);
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => page.evaluate(HIDDEN_WIDTH)).toBe(0);
    },
  );
});
