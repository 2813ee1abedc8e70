import AxeBuilder from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { answer, promptAnswerer } from "./support/answers.ts";
import { chromiumPath } from "./support/browser.ts";
import { emptyTwin, etlRun, filledTwin, runningEtl, runsOf } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const rooms = [
  { path: "/overview", shows: "Health" },
  { path: "/collect", shows: "Recent runs" },
  { path: "/chat", shows: "Ask your twin" },
  { path: "/map", shows: "Chunks by meaning" },
  { path: "/runs", shows: "Latest first" },
  { path: "/runs/etl%3AAda%20Lovelace", shows: "Progress" },
] as const;

/** Pixels by which the page is wider than its window. */
const HIDDEN_WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

const twin = () => ({
  ...filledTwin(),
  runs: runsOf([
    runningEtl(),
    ...(["completed", "failed", "canceled", "timed-out", "continued-as-new"] as const).map((state) =>
      etlRun({ state, runId: state }),
    ),
  ]),
  answerer: promptAnswerer({ ...answer, warnings: ["Passages were shortened."] }),
  checks: {
    warehouse: async () => ({ state: "ok" }) as const,
    vectors: async () => ({ state: "ok" }) as const,
    temporal: async () => ({ state: "ok" }) as const,
    embedder: async () => ({ state: "starting", detail: "the embedding model is being loaded" }) as const,
    generation: () => Promise.reject(new Error("the generation model cannot be loaded")),
  },
});

describe.skipIf(chromiumPath === undefined)("accessibility", () => {
  const ui = useUi();

  test.each(
    rooms.flatMap((room) => (["light", "dark"] as const).map((colorScheme) => ({ ...room, colorScheme }))),
  )("$path keeps to WCAG AA in $colorScheme", async ({ path, shows, colorScheme }) => {
    const page = await ui.open(path, twin(), { colorScheme });
    await page.getByText(shows).first().waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    if (path === "/chat") {
      await page.getByLabel("Your question").fill("How do I start?");
      await page.keyboard.press("Enter");
      await page.getByText("test-model · 1.3 s").waitFor();
    }
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual(
      [],
    );
  });

  test.each(rooms)("$path fits into 360 pixels", async ({ path, shows }) => {
    for (const dependencies of [twin(), { ...emptyTwin(), runs: runsOf([runningEtl()]) }]) {
      const page = await ui.open(path, dependencies, { width: 360 });
      await page.getByText(shows).or(page.getByText("There is nothing to map yet")).first().waitFor();
      expect(await page.evaluate(HIDDEN_WIDTH)).toBe(0);
    }
  });

  test("on a phone the rooms open from the header", async () => {
    const page = await ui.open("/overview", filledTwin(), { width: 360 });
    await page.getByRole("button", { name: "Open the navigation" }).click();
    await page.getByRole("link", { name: "Collect", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Collect" }).waitFor();
    await page.getByRole("button", { name: "Open the navigation" }).waitFor();
  });
});
