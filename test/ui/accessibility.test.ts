import { describe, expect, test } from "vitest";
import { HIDDEN_WIDTH, violationsOn } from "./support/accessibility.ts";
import { answer, promptAnswerer } from "./support/answers.ts";
import { chromiumPath } from "./support/browser.ts";
import { emptyTwin, etlRun, filledTwin, runningEtl, runsOf } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const rooms = [
  { path: "/overview", shows: "Health", nothing: "Your twin knows nothing yet" },
  { path: "/collect", shows: "Recent runs", nothing: "There is no author yet" },
  { path: "/chat", shows: "Ask your twin", nothing: "There is nothing to answer from yet" },
  { path: "/map", shows: "Chunks by meaning", nothing: "There is nothing to map yet" },
  { path: "/runs", shows: "Latest first", nothing: "Nothing has run yet" },
  { path: "/runs/etl%3AAda%20Lovelace", shows: "Progress", nothing: "" },
] as const;

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

  test.each(rooms)(
    "$path keeps to WCAG AA in light and dark, and fits into 360 pixels",
    async ({ path, shows }) => {
      const page = await ui.open(path, twin());
      await page.getByText(shows).first().waitFor();
      if (path === "/chat") {
        await page.getByLabel("Your question").fill("How do I start?");
        await page.keyboard.press("Enter");
        await page.getByText("test-model · 1.3 s").waitFor();
      }
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        expect(await violationsOn(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => page.evaluate(HIDDEN_WIDTH)).toBe(0);
    },
  );

  test.each(rooms.filter(({ path }) => !path.startsWith("/runs/")))(
    "$path fits into 360 pixels while there is nothing",
    async ({ path, nothing }) => {
      const page = await ui.open(path, emptyTwin(), { width: 360 });
      await page.getByText(nothing).first().waitFor();
      expect(await page.evaluate(HIDDEN_WIDTH)).toBe(0);
    },
  );

  test("questions asked on top of a room keep to WCAG AA too", async () => {
    const page = await ui.open("/collect", twin());
    await page.getByRole("button", { name: "Delete Ada Lovelace" }).click();
    await page.getByRole("dialog").getByText("It cannot be undone").waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const locked = await ui.open("/overview", { ...twin(), apiKeys: ["a-key-of-sixteen-characters"] });
    await locked.getByRole("dialog").getByLabel("API key").waitFor();
    expect(await violationsOn(locked)).toEqual([]);
  });

  test("on a phone the rooms open from the header", async () => {
    const page = await ui.open("/overview", filledTwin(), { width: 360 });
    await page.getByRole("button", { name: "Open the navigation" }).click();
    await page.getByRole("link", { name: "Collect", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Collect" }).waitFor();
    await page.getByRole("button", { name: "Open the navigation" }).waitFor();
  });
});
