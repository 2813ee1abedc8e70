import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { GatewayDependencies } from "../../../api/app.ts";
import { buildUi } from "../../../stack/ui-build.ts";
import { startGateway, type TestGateway } from "../../api/support/gateway.ts";
import { launchBrowser } from "./browser.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export interface OpenOptions {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

export interface Ui {
  /** Opens an address of the built app on a gateway with these dependencies. */
  open(path: string, dependencies: Partial<GatewayDependencies>, options?: OpenOptions): Promise<Page>;
}

/**
 * The built web app in a real browser, on the real gateway. After each test the page is closed, and the test fails
 * if the page broke or the gateway's content policy refused something.
 */
export const useUi = (): Ui => {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const gateways: TestGateway[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    await buildUi(root);
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    for (const gateway of gateways.splice(0)) await gateway[Symbol.asyncDispose]();
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    open: async (path, dependencies, { width = 1280, colorScheme = "light" } = {}) => {
      const gateway = await startGateway({
        folders: { ui: `${root}ui/dist`, guides: `${root}docs/guides` },
        ...dependencies,
      });
      gateways.push(gateway);
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme,
        reducedMotion: "reduce",
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) faults.push(message.text());
      });
      await page.goto(gateway.url + path);
      return page;
    },
  };
};
