import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Pixels by which the page is wider than its window, or a table than the panel that it is in. */
export const HIDDEN_WIDTH = `Math.max(
  document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ...[...document.querySelectorAll("main table")].map((table) => table.scrollWidth - table.parentElement.clientWidth),
)`;

/** The words of buttons that show them in part only. */
export const CLIPPED_BUTTONS = `[...document.querySelectorAll(".mantine-Button-label")]
  .filter((label) => label.scrollWidth > label.clientWidth || label.scrollHeight > label.clientHeight)
  .map((label) => label.textContent)`;

/** Settles when no colour is on its way to another any more: what stands between two is nothing to judge. */
const STILL = `Promise.allSettled(
  document.getAnimations().filter((each) => each instanceof CSSTransition).map((transition) => transition.finished),
)`;

/** What of a page breaks WCAG AA, each with the elements that do. */
export const violationsOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(STILL);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
};
