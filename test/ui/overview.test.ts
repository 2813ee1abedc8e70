import { describe, expect, test } from "vitest";
import { UnavailableError } from "../../domain/errors.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import { strictFake } from "../support/strict-fake.ts";
import { chromiumPath } from "./support/browser.ts";
import { pendingApproval, pendingRuns, registryOf, servingReport } from "./support/registry.ts";
import { emptyTwin, filledTwin, runningEtl, runsOf } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

describe.skipIf(chromiumPath === undefined)("overview", () => {
  const ui = useUi();

  test("shows what is there by author and category, and how every part is", async () => {
    const page = await ui.open("/", filledTwin());
    const corpus = page.getByRole("table", { name: "Documents and chunks by author and category" });
    await corpus.waitFor();
    expect(await corpus.getByRole("row", { name: /Ada Lovelace/ }).textContent()).toMatch(/Articles421,234/);
    expect(await corpus.getByRole("row", { name: /Grace Hopper/ }).textContent()).toMatch(/Posts90/);
    const health = page.getByRole("region", { name: "Health" });
    await health.getByText("Generation model").waitFor();
    expect(await health.getByText("Healthy", { exact: true }).count()).toBe(5);
    expect(await page.getByRole("table", { name: "Collections" }).textContent()).toContain(
      "embedded_articles",
    );
    expect(new URL(page.url()).pathname).toBe("/overview");
    expect(await page.title()).toBe("Overview · LLM Twin");
  });

  test("times are relative, and exact on hover", async () => {
    const page = await ui.open("/overview", filledTwin());
    const time = page.getByRole("table", { name: "Latest runs" }).locator("time").first();
    expect(await time.textContent()).toBe("3 minutes ago");
    expect(await time.getAttribute("title")).toMatch(/\d{4} at \d/);
  });

  test("a run under way shows its progress and leads to its page", async () => {
    const page = await ui.open("/overview", { ...filledTwin(), runs: runsOf([runningEtl()]) });
    await page.getByText("sources: 40 of 100 records").waitFor();
    await page.getByRole("link", { name: "Collection · Ada Lovelace" }).click();
    await page.getByRole("heading", { level: 1, name: "Collection · Ada Lovelace" }).waitFor();
    expect(page.url()).toContain("/runs/etl%3AAda%20Lovelace?run=");
  });

  test("a run that waits for a decision says so among what runs", async () => {
    const approval = pendingApproval();
    const { workflowId, runId } = approval;
    const waiting = runningEtl({
      workflowId,
      runId,
      kind: "continuousTraining",
      status: { steps: [], failures: [], waitingFor: "a human's decision. Send the signal." },
      approval: { ...approval, state: "pending", temporalUrl: "" },
    });
    const page = await ui.open("/overview", {
      ...filledTwin(),
      runs: runsOf([waiting], pendingRuns(approval)),
      registry: registryOf({ approvals: [approval] }),
    });
    const runs = page.getByRole("region", { name: "Runs" });
    await runs.getByText("waiting for your decision").waitFor();
  });

  test("what waits for a human comes first, and what is tried is told with its share", async () => {
    const approval = pendingApproval();
    const page = await ui.open("/overview", {
      ...filledTwin(),
      runs: runsOf([], pendingRuns(approval)),
      registry: registryOf({
        approvals: [approval],
        serving: {
          revision: 4,
          stable: "ada-lovelace-v1",
          candidate: { version: "ada-lovelace-v2", weight: 0.2 },
        },
      }),
    });
    await page.getByRole("region", { name: "Waiting for you" }).getByText("1 gate failed").waitFor();
    const serving = page.getByRole("region", { name: "Serving" });
    await serving.getByText("is being tried with 20% of the requests").waitFor();
    await serving.getByRole("link", { name: "ada-lovelace-v1" }).waitFor();
    expect(await page.getByRole("heading", { level: 2 }).first().textContent()).toBe("Waiting for you");
    const link = page.getByRole("link", { name: "Decide on ada-lovelace-v3" });
    expect(await link.getAttribute("href")).toBe(
      `/approvals/training%3AAda%20Lovelace%3Anewest?run=${approval.runId}`,
    );
  });

  test.each([
    { path: "/overview", panel: "Serving" },
    { path: "/models", panel: "Serving now" },
  ])("$path tells what answers in place of a version that cannot be loaded, and why", async (room) => {
    const reason = "checksum: model.gguf has 1f0c, 9a2b is recorded";
    const registry = registryOf({
      serving: { revision: 4, stable: "ada-v2", previous: null },
      reports: [
        servingReport("ada-v2", { state: "failed", reason }),
        servingReport("base", { answers: true }),
      ],
    });
    const page = await ui.open(room.path, { ...filledTwin(), registry });
    const panel = page.getByRole("region", { name: room.panel, exact: true });
    await panel.getByText("the base model answers in place of ada-v2").waitFor();
    const alert = panel.getByRole("alert");
    await alert.getByText("ada-v2 cannot be loaded").waitFor();
    await alert.getByText(reason).waitFor();
    expect(await panel.textContent()).not.toContain("ada-v2 answers");
  });

  test.each([
    { path: "/overview", panel: "Serving" },
    { path: "/models", panel: "Serving now" },
  ])("$path tells the server that answers, and its model", async (room) => {
    const page = await ui.open(room.path, {
      ...filledTwin(),
      generationBackend: "openai",
      readServedModel: async () => "vendor/chat-large",
    });
    const panel = page.getByRole("region", { name: room.panel, exact: true });
    await panel.getByText("At an OpenAI-compatible server").waitFor();
    await panel.getByText("vendor/chat-large answers").waitFor();
    expect(await page.getByRole("main").textContent()).not.toMatch(/base model/i);
  });

  test("a part that answers with something to tell is degraded, not healthy", async () => {
    const ok = async () => ({ state: "ok" }) as const;
    const detail = "base answers in place of ada-v2";
    const checks = {
      warehouse: ok,
      vectors: ok,
      temporal: ok,
      embedder: ok,
      generation: async () => ({ state: "ok", detail }) as const,
    };
    const page = await ui.open("/overview", { ...filledTwin(), checks });
    const health = page.getByRole("region", { name: "Health" });
    await health.getByText(detail).waitFor();
    expect(await health.getByText("Degraded", { exact: true }).count()).toBe(1);
    expect(await health.getByText("Healthy", { exact: true }).count()).toBe(4);
  });

  test("without documents it offers to collect some", async () => {
    const page = await ui.open("/overview", emptyTwin());
    await page.getByText("Your twin knows nothing yet").waitFor();
    await page
      .getByRole("region", { name: "Corpus" })
      .getByRole("link", { name: "Collect documents" })
      .click();
    await page.getByRole("heading", { level: 1, name: "Collect" }).waitFor();
  });

  test("a store that does not answer is told with its reason, and can be tried again", async () => {
    let broken = true;
    const filled = filledTwin();
    const warehouse = strictFake<Warehouse>("warehouse", {
      listAuthors: async () => filled.warehouse?.listAuthors() ?? [],
      countDocuments: async () => {
        if (broken) throw new UnavailableError("The warehouse is locked.");
        return filled.warehouse?.countDocuments() ?? [];
      },
    });
    const page = await ui.open("/overview", { ...filled, warehouse });
    const alert = page.getByRole("alert").filter({ hasText: "The warehouse is locked." });
    await alert.waitFor();
    broken = false;
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: "Documents and chunks by author and category" }).waitFor();
    expect(await alert.count()).toBe(0);
  });

  test("a gateway that is gone is told, and found again", async () => {
    const page = await ui.open("/chat", filledTwin());
    await page.route("**/stats", (route) => route.abort());
    await page.getByRole("link", { name: "Overview" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "The gateway does not answer." });
    await alert.first().waitFor();
    await page.unroute("**/stats");
    await alert.first().getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: "Documents and chunks by author and category" }).waitFor();
  });

  test("a part that is down is named with its reason", async () => {
    const checks = {
      warehouse: async () => ({ state: "ok" }) as const,
      vectors: async () => ({ state: "ok" }) as const,
      temporal: () => Promise.reject(new Error("connection refused")),
      embedder: async () => ({ state: "starting", detail: "the model is being loaded" }) as const,
      generation: async () => ({ state: "ok" }) as const,
    };
    const page = await ui.open("/overview", { ...filledTwin(), checks });
    const health = page.getByRole("region", { name: "Health" });
    await health.getByText("connection refused").waitFor();
    await health.getByText("the model is being loaded").waitFor();
    expect(await health.getByText("Failed", { exact: true }).count()).toBe(1);
  });
});
