import { describe, expect, test } from "vitest";
import { NotFoundError } from "../../domain/errors.ts";
import { chromiumPath } from "./support/browser.ts";
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
    await page.getByRole("button", { name: "Earlier runs" }).click();
    await page.getByRole("button", { name: "Back to the latest" }).waitFor();
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
