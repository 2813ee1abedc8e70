import { describe, expect, test } from "vitest";
import { NotFoundError } from "../../domain/errors.ts";
import { chromiumPath } from "./support/browser.ts";
import { pendingApproval, pendingRuns, registryOf } from "./support/registry.ts";
import { emptyTwin, etlRun, filledTwin, runningEtl, runsOf, toSummary } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

describe.skipIf(chromiumPath === undefined)("runs", () => {
  const ui = useUi();

  test("a run's page shows steps, counts, failures with reasons, and the way into Temporal", async () => {
    const page = await ui.open("/runs/etl%3AAda%20Lovelace", filledTwin());
    await page.getByRole("heading", { level: 1, name: "Collection · Ada Lovelace" }).waitFor();
    await page.getByText("1 of 1 sources").waitFor();
    const failures = page.getByRole("table", { name: "Failures" });
    expect(await failures.textContent()).toContain("title: is required");
    const temporal = page.getByRole("link", { name: "Open in Temporal" });
    expect(await temporal.getAttribute("href")).toContain("/workflows/etl%3AAda%20Lovelace");
  });

  test("a run is followed until it ends", async () => {
    let detail = runningEtl();
    const page = await ui.open("/runs/etl%3AAda%20Lovelace", {
      ...filledTwin(),
      runs: runsOf([], { describe: async () => detail }),
    });
    await page.getByText("40 of 100 records").waitFor();
    detail = etlRun();
    await page.getByText("Completed").waitFor();
    await page.getByText("1 of 1 sources").waitFor();
  });

  test("a step that an ended run left out does not wait any more", async () => {
    const steps = runningEtl().status?.steps ?? [];
    const ended = etlRun({ status: { steps, failures: [], waitingFor: null } });
    const page = await ui.open("/runs/etl%3AAda%20Lovelace", { ...filledTwin(), runs: runsOf([ended]) });
    await page.getByText("did not run").waitFor();
    expect(await page.getByText("waiting", { exact: true }).count()).toBe(0);
  });

  test("a run that failed says why, and one without a worker says what it waits for", async () => {
    const failed = etlRun({
      state: "failed",
      status: null,
      result: null,
      failure: { message: "The author is missing.", causes: [] },
    });
    const page = await ui.open("/runs/etl%3AAda%20Lovelace", { ...filledTwin(), runs: runsOf([failed]) });
    await page.getByRole("alert").getByText("The author is missing.").waitFor();
    const waiting = runningEtl({ status: null });
    const other = await ui.open("/runs/etl%3AAda%20Lovelace", { ...filledTwin(), runs: runsOf([waiting]) });
    await other.getByText(/No worker answers/).waitFor();
  });

  test("a training shows loss and time left as people read them, and leads to the decision it waits for", async () => {
    const approval = pendingApproval();
    const training = runningEtl({
      workflowId: approval.workflowId,
      runId: approval.runId,
      kind: "continuousTraining",
      status: {
        steps: [
          {
            name: "fine-tune",
            state: "running",
            done: 20,
            total: 40,
            unit: "steps",
            counts: { loss: 2.345_678, "seconds left": 185 },
          },
        ],
        failures: [],
        waitingFor: "a decision",
      },
    });
    const page = await ui.open(`/runs/${encodeURIComponent(approval.workflowId)}`, {
      ...filledTwin(),
      registry: registryOf({ approvals: [approval] }),
      runs: runsOf([training], pendingRuns(approval)),
    });
    await page.getByRole("heading", { level: 1, name: "Training · Ada Lovelace, newest dataset" }).waitFor();
    await page.getByText("2.346 loss").waitFor();
    await page.getByText("3 min 5 s left").waitFor();
    const decide = page.getByRole("link", { name: "Read the report and decide" });
    expect(await decide.getAttribute("href")).toContain("/approvals/training%3AAda%20Lovelace%3Anewest?run=");
  });

  test("what a dataset's run and a training came to leads on to it", async () => {
    const dataset = etlRun({
      workflowId: "dataset:Ada Lovelace:instruct",
      kind: "datasetGeneration",
      result: {
        dataset: "ada-lovelace-instruct-v2",
        created: true,
        documents: 7,
        reused: 5,
        samples: { train: 80, test: 9 },
        dropped: { length: 1, duplicate: 2 },
        failures: [],
        training: "training:Ada Lovelace:ada-lovelace-instruct-v2",
      },
    });
    const training = etlRun({
      workflowId: "training:Ada Lovelace:ada-lovelace-instruct-v2",
      kind: "continuousTraining",
      result: {
        dataset: "ada-lovelace-instruct-v2",
        version: "ada-lovelace-v3",
        stage: "production",
        decision: { outcome: "approved", approver: "Grace", comment: "Reads like her", override: false },
        deployment: { target: "local", outcome: "promoted", serves: "ada-lovelace-v3", replaced: null },
      },
    });
    const twin = { ...filledTwin(), runs: runsOf([dataset, training]) };
    const page = await ui.open("/runs/dataset%3AAda%20Lovelace%3Ainstruct", twin);
    await page.getByRole("heading", { level: 1, name: "Dataset · Ada Lovelace, instruct samples" }).waitFor();
    const dropped = page.getByText("Samples dropped").locator("xpath=following-sibling::*");
    expect(await dropped.textContent()).toBe("3");
    const made = page.getByRole("link", { name: "ada-lovelace-instruct-v2" });
    expect(await made.getAttribute("href")).toBe("/datasets/ada-lovelace-instruct-v2");
    await page.getByRole("link", { name: "Started" }).click();
    await page.getByText("Approved by Grace: “Reads like her”").waitFor();
    await page.getByText("the base model").waitFor();
    expect(await page.getByRole("link", { name: "ada-lovelace-v3" }).first().getAttribute("href")).toBe(
      "/models/ada-lovelace-v3",
    );
  });

  test("stopping a run asks the gateway to cancel it", async () => {
    const canceled: string[] = [];
    let detail = runningEtl();
    const page = await ui.open("/runs/etl%3AAda%20Lovelace", {
      ...filledTwin(),
      runs: runsOf([], {
        describe: async () => detail,
        cancel: async (workflowId) => {
          canceled.push(workflowId);
          detail = etlRun({ state: "canceled" });
        },
      }),
    });
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Canceled").waitFor();
    expect(canceled).toEqual(["etl:Ada Lovelace"]);
  });

  test("an unknown run is said to be unknown", async () => {
    const page = await ui.open("/runs/etl%3Anobody", {
      ...filledTwin(),
      runs: runsOf([], { describe: () => Promise.reject(new NotFoundError("There is no such run.")) }),
    });
    await page.getByRole("alert").getByText("There is no such run.").waitFor();
  });

  test("the address holds the filters and the page", async () => {
    const asked: unknown[] = [];
    const runs = runsOf([], {
      list: async (query) => {
        asked.push(query);
        return { items: [toSummary(etlRun())], next: "second" };
      },
    });
    const page = await ui.open("/runs?state=failed", { ...filledTwin(), runs });
    await page.getByRole("table", { name: "Runs" }).waitFor();
    expect(await page.getByLabel("State").inputValue()).toBe("failed");
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByRole("button", { name: "Back to the first page" }).waitFor();
    expect(new URL(page.url()).search).toBe("?state=failed&after=second");
    await page.getByLabel("Kind").selectOption("etl");
    await expect.poll(() => new URL(page.url()).search).toBe("?state=failed&kind=etl");
    await expect.poll(() => asked.at(-1)).toEqual({ limit: 25, state: "failed", kind: "etl" });
  });

  test("without runs it offers to collect", async () => {
    const page = await ui.open("/runs", emptyTwin());
    await page.getByText("Nothing has run yet").waitFor();
    expect(await page.getByRole("link", { name: "Collect documents" }).getAttribute("href")).toBe("/collect");
  });
});
