import { describe, expect, test } from "vitest";
import type { GatewayDependencies } from "../../api/app.ts";
import type { Runs } from "../../api/runs/runs.ts";
import { artefact } from "../support/registry-records.ts";
import { chromiumPath } from "./support/browser.ts";
import { candidate, production, trainedTwin, untrainedRegistry } from "./support/trained-twin.ts";
import { filledTwin } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const started = {
  workflowId: "deployment:local",
  runId: "01a20e5e-8c84-7a10-b57c-667ad2b3e066",
  joined: false,
};

/** The runs of a twin, with one method in another's place. */
const withRuns = (runs: Runs | undefined, methods: Partial<Runs>): Runs =>
  Object.assign(Object.create(runs ?? null), methods);

describe.skipIf(chromiumPath === undefined)("models", () => {
  const ui = useUi();

  test("versions show their stage, and the address holds the filters", async () => {
    const page = await ui.open("/models", trainedTwin().dependencies);
    const versions = page.getByRole("table", { name: "Versions" });
    expect(await versions.getByRole("row", { name: /ada-v2/ }).textContent()).toContain("Candidate");
    expect(await versions.getByRole("row", { name: /ada-v1/ }).textContent()).toContain("Production");
    await page.getByLabel("Stage").selectOption("production");
    await expect.poll(() => versions.getByRole("row").count()).toBe(2);
    expect(new URL(page.url()).search).toBe("?stage=production");
    await page.getByLabel("Author").selectOption("Grace Hopper");
    await page.getByText("No version matches").waitFor();
    expect(new URL(page.url()).search).toBe("?stage=production&author=Grace+Hopper");
  });

  test("two versions that are picked are compared, with differences and both curves", async () => {
    const page = await ui.open("/models", trainedTwin().dependencies);
    await page.getByLabel("Compare ada-v1").click();
    await page.getByRole("link", { name: "Compare ada-v1 with …" }).waitFor();
    await page.getByLabel("Compare ada-v2").click();
    await expect.poll(() => new URL(page.url()).search).toBe("?compare=ada-v1&compare=ada-v2");
    await page.getByLabel("Stage").selectOption("production");
    await page.reload();
    expect(await page.getByLabel("Compare ada-v1").isChecked()).toBe(true);
    await page.getByRole("link", { name: "Compare ada-v1 and ada-v2" }).click();
    const figures = page.getByRole("table", { name: "Training figures" });
    expect(await figures.getByRole("row", { name: /^Held-out loss 1/ }).textContent()).toBe(
      "Held-out loss1.71.6−0.1",
    );
    expect(await figures.getByRole("row", { name: /^Peak memory/ }).textContent()).toBe(
      "Peak memory–3.5 GB–",
    );
    const evaluation = page.getByRole("table", { name: "Evaluation" });
    expect(await evaluation.getByRole("row", { name: /^Loss/ }).textContent()).toMatch(/1\.71\.70$/);
    const parameters = page.getByRole("table", { name: "Hyperparameters" });
    expect(await parameters.getByRole("row", { name: /^Steps/ }).textContent()).toBe("Steps4080differs");
    await page.getByRole("img", { name: /A: held-out loss 1.900.*B: held-out loss/ }).waitFor();
    expect(new URL(page.url()).search).toBe("?a=ada-v1&b=ada-v2");
  });

  test("a version shows lineage, figures, files with checksums and its decision; tags can be changed", async () => {
    const page = await ui.open("/models/ada-v2", trainedTwin().dependencies);
    const lineage = page.getByRole("region", { name: "Lineage" });
    expect(await lineage.getByRole("link", { name: "ada-instruct-v1" }).getAttribute("href")).toBe(
      "/datasets/ada-instruct-v1",
    );
    await page.getByRole("region", { name: "Figures" }).getByText("3.5 GB").waitFor();
    const files = page.getByRole("table", { name: "Files of Model that serves (GGUF)" });
    expect(await files.textContent()).toMatch(/model\.ggufSHA-256 [0-9a-f]{64}1\.0 kB/);
    await page.getByRole("link", { name: "Decide now" }).waitFor();
    expect(await page.getByRole("button", { name: "Deploy …" }).count()).toBe(0);
    await page.getByLabel("Tag", { exact: true }).fill("note");
    await page.getByLabel("Value").fill("fast");
    await page.getByRole("button", { name: "Set tag" }).click();
    await page.getByText("note: fast").waitFor();
    await page.getByRole("button", { name: "Take tag note away" }).click();
    await page.getByText("No tag yet.").waitFor();
  });

  test("an approved version is deployed with the canary that was asked for", async () => {
    const inputs: unknown[] = [];
    const { dependencies } = trainedTwin({
      versions: [{ ...candidate, stage: "approved" }, production],
    });
    const runs = withRuns(dependencies.runs, {
      start: async ({ input }) => {
        inputs.push(input);
        return started;
      },
      readInput: async () => inputs[0],
    });
    const page = await ui.open("/models/ada-v2", { ...dependencies, runs });
    await page.getByRole("button", { name: "Deploy …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Share of the requests at first, in %").fill("50");
    await dialog.getByLabel("Watched for, in seconds").fill("5");
    await dialog.getByRole("button", { name: "Deploy" }).click();
    await page.waitForURL(/\/runs\/deployment%3Alocal/);
    expect(inputs[0]).toMatchObject({
      version: "ada-v2",
      canary: { weight: 0.5, seconds: 5, minRequests: 20 },
    });
  });

  test("a version is deployed to TabbyAPI without a canary, where it has merged weights", async () => {
    const inputs: unknown[] = [];
    const approved = { ...candidate, stage: "approved" } as const;
    const merged = { ...approved, artefacts: { ...approved.artefacts, merged: artefact("merged") } };
    const runs = (dependencies: Partial<GatewayDependencies>): Runs =>
      withRuns(dependencies.runs, {
        start: async ({ input }) => {
          inputs.push(input);
          return { ...started, workflowId: "deployment:tabby" };
        },
      });
    const without = trainedTwin({ versions: [approved, production] }).dependencies;
    const bare = await ui.open("/models/ada-v2", without);
    await bare.getByRole("button", { name: "Deploy …" }).click();
    const refused = bare.getByRole("radio", { name: "On the TabbyAPI server" });
    await bare.getByText("It serves merged weights, and this version has none.").waitFor();
    expect(await refused.isDisabled()).toBe(true);
    const { dependencies } = trainedTwin({ versions: [merged, production] });
    const page = await ui.open("/models/ada-v2", { ...dependencies, runs: runs(dependencies) });
    await page.getByRole("button", { name: "Deploy …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "On the TabbyAPI server" }).check();
    await dialog.getByText("there is no trial").waitFor();
    expect(await dialog.getByLabel("Watched for, in seconds").count()).toBe(0);
    await dialog.getByRole("button", { name: "Deploy" }).click();
    await page.waitForURL(/\/runs\/deployment%3Atabby/);
    expect(inputs).toMatchObject([{ version: "ada-v2", target: "tabby" }]);
  });

  test("that nothing in the gateway would load a version is said before it is deployed there", async () => {
    const { dependencies } = trainedTwin({ versions: [{ ...candidate, stage: "approved" }, production] });
    const page = await ui.open("/models/ada-v2", { ...dependencies, generationBackend: "openai" });
    await page.getByRole("button", { name: "Deploy …" }).click();
    await page.getByRole("dialog").getByText("The deployment waits for one that does.").waitFor();
  });

  test("a candidate says why it cannot be deployed, and leads to what comes first", async () => {
    const page = await ui.open("/models/ada-v2", trainedTwin().dependencies);
    const alert = page.getByRole("alert").filter({ hasText: "It cannot be deployed" });
    await alert.getByText("It failed latency-holds").waitFor();
    await alert.getByRole("link", { name: "Decide now" }).click();
    await page.getByRole("heading", { level: 1, name: "Decide on ada-v2" }).waitFor();
  });

  test("a canary shows live with its share, and is rolled back after asking", async () => {
    const serving = {
      target: "local",
      revision: 4,
      stable: production.id,
      candidate: { version: candidate.id, weight: 0.25 },
    } as const;
    const { dependencies } = trainedTwin({ serving });
    const told: string[] = [];
    const runs = withRuns(dependencies.runs, {
      rollBack: async (workflowId) => {
        told.push(workflowId);
        return {
          ...started,
          kind: "deployment",
          state: "running",
          startedAt: "",
          closedAt: null,
          temporalUrl: "",
        };
      },
    });
    const page = await ui.open("/models", { ...dependencies, runs });
    const panel = page.getByRole("region", { name: "Serving now" });
    await panel.getByText("is tried with 25% of the requests").waitFor();
    await panel.getByRole("button", { name: "Roll back" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("All requests will be answered by ada-v1 again.").waitFor();
    expect(told).toEqual([]);
    await dialog.getByRole("button", { name: "Roll back" }).click();
    await page.getByText("Going back to what served before.").waitFor();
    expect(told).toEqual(["deployment:local"]);
  });

  test("without versions it says that the base model answers, and what to do", async () => {
    const page = await ui.open("/models", { ...filledTwin(), registry: untrainedRegistry() });
    await page.getByText("There is no model of your own yet").waitFor();
    const serving = page.getByRole("region", { name: "Serving now" });
    await serving.getByText("the base model test-model answers").waitFor();
    expect(await page.getByRole("link", { name: "Train a model" }).getAttribute("href")).toBe("/datasets");
  });
});
