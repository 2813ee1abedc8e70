import { describe, expect, test } from "vitest";
import { HIDDEN_WIDTH, violationsOn } from "./support/accessibility.ts";
import { chromiumPath } from "./support/browser.ts";
import { registryOf, servingReport } from "./support/registry.ts";
import { decisionPath, trainedTwin, untrainedRegistry } from "./support/trained-twin.ts";
import { filledTwin } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const rooms = [
  { path: "/approvals", shows: "latency-holds failed" },
  { path: decisionPath, shows: "1. What is question 0?" },
  { path: "/models", shows: "Serving now" },
  { path: "/models/ada-v2", shows: "Lineage" },
  { path: "/models/compare?a=ada-v1&b=ada-v2", shows: "Training figures" },
] as const;

describe.skipIf(chromiumPath === undefined)("accessibility of decisions and versions", () => {
  const ui = useUi();

  test.each(rooms)(
    "$path keeps to WCAG AA in light and dark, and fits into 360 pixels",
    async ({ path, shows }) => {
      const page = await ui.open(path, trainedTwin().dependencies);
      await page.getByText(shows).first().waitFor();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
        expect(await violationsOn(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      await expect.poll(() => page.evaluate(HIDDEN_WIDTH)).toBe(0);
    },
  );

  test("what the gateways report fits into 360 pixels", async () => {
    const registry = registryOf({
      serving: { revision: 4, stable: "ada-lovelace-v2", previous: null },
      reports: [
        servingReport("ada-lovelace-v2", { requests: 12_345, errors: 12, answers: true }),
        servingReport("base", { state: "loading" }),
      ],
    });
    const page = await ui.open("/models", { ...filledTwin(), registry }, { width: 360 });
    await page
      .getByRole("table", { name: "Gateways of local" })
      .getByText("Ready, answers")
      .first()
      .waitFor();
    expect(await page.evaluate(HIDDEN_WIDTH)).toBe(0);
  });

  test.each([
    ["/approvals", "No decision waits for you"],
    ["/models", "There is no model of your own yet"],
  ])("%s fits into 360 pixels while there is nothing", async (path, nothing) => {
    const page = await ui.open(path, { ...filledTwin(), registry: untrainedRegistry() }, { width: 360 });
    await page.getByText(nothing).waitFor();
    expect(await page.evaluate(HIDDEN_WIDTH)).toBe(0);
  });
});
