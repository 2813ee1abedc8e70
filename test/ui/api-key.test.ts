import { describe, expect, test } from "vitest";
import { chromiumPath } from "./support/browser.ts";
import { filledTwin } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const KEY = "a-key-of-sixteen-characters";

describe.skipIf(chromiumPath === undefined)("API key", () => {
  const ui = useUi();

  test("is asked for when the gateway wants one, and kept for this tab", async () => {
    const page = await ui.open("/overview", { ...filledTwin(), apiKeys: [KEY] });
    const dialog = page.getByRole("dialog", { name: "This gateway asks for a key" });
    await dialog.getByLabel("API key").fill("wrong");
    await page.keyboard.press("Enter");
    await dialog.getByText("The key was not accepted.").waitFor();
    await dialog.getByLabel("API key").fill(KEY);
    await dialog.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("table", { name: "Documents and chunks by author and category" }).waitFor();
    await page.reload();
    await page.getByRole("table", { name: "Documents and chunks by author and category" }).waitFor();
    expect(await dialog.count()).toBe(0);
    expect(await page.evaluate("localStorage.length")).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  });

  test.each(["/collect/nothing", "/nowhere"])("%s, which no room has, says so", async (path) => {
    const page = await ui.open(path, filledTwin());
    await page.getByText("There is no room at this address").waitFor();
  });
});
