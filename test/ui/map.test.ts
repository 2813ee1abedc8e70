import { describe, expect, test } from "vitest";
import { UnavailableError } from "../../domain/errors.ts";
import type { Retriever } from "../../retrieval/contract.ts";
import { CLIPPED_BUTTONS } from "./support/accessibility.ts";
import { chromiumPath } from "./support/browser.ts";
import { ada, computingMap, emptyTwin, filledTwin, readingMap, readyMap } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

const retriever: Retriever = {
  retrieve: async () => ({
    results: [
      {
        chunk: {
          id: "c1",
          documentId: "d1",
          category: "articles",
          platform: "substack",
          author: ada,
          link: "/guides/engine",
          title: "Notes on the engine",
          heading: "",
          text: "The engine weaves algebraic patterns.",
          passage: "The engine weaves algebraic patterns. It has no pretensions.",
          position: 0,
          tokens: 9,
        },
        score: 0.8,
      },
    ],
    confidence: 0.8,
    answerable: true,
    timings: { embed: 1, search: 1, rerank: 0 },
    warnings: [],
  }),
};

describe.skipIf(chromiumPath === undefined)("map", () => {
  const ui = useUi();

  test("a point shows its text on hover and opens its source on click", async () => {
    const page = await ui.open("/map", filledTwin());
    const map = page.getByRole("img", { name: /Map of 1 chunks/ });
    // The only point lies in the middle.
    await map.hover();
    await page.getByText("The engine weaves algebraic patterns.").waitFor();
    await page.getByText("Ada Lovelace · articles · substack").waitFor();
    const [source] = await Promise.all([page.waitForEvent("popup"), map.click()]);
    expect(new URL(source.url()).pathname).toBe("/guides/engine");
  });

  test("colours follow the choice, which the address holds", async () => {
    const page = await ui.open("/map?colour=platform", filledTwin());
    const legend = page.getByRole("list", { name: "Legend" });
    await legend.getByText("substack").waitFor();
    await page.getByText("Category", { exact: true }).click();
    await legend.getByText("articles").waitFor();
    expect(new URL(page.url()).search).toBe("?colour=category");
  });

  test("a search lists its hits, and the address holds it", async () => {
    const page = await ui.open("/map", { ...filledTwin(), retriever });
    await page.getByLabel("Search the corpus").fill("engine");
    await page.keyboard.press("Enter");
    const hits = page.getByRole("region", { name: "Passages found" });
    await hits.getByText("1 passage, best first.").waitFor();
    const link = hits.getByRole("link", { name: "Notes on the engine" });
    expect(await link.getAttribute("href")).toBe("/guides/engine");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(new URL(page.url()).search).toBe("?query=engine");
    await page.reload();
    await hits.getByText("1 passage, best first.").waitFor();
    expect(await page.getByLabel("Search the corpus").inputValue()).toBe("engine");
  });

  test("a search that fails says why", async () => {
    const failing: Retriever = {
      retrieve: () => Promise.reject(new UnavailableError("The embedder is gone.")),
    };
    const page = await ui.open("/map?query=engine", { ...filledTwin(), retriever: failing });
    await page.getByRole("alert").getByText("The embedder is gone.").waitFor();
  });

  test("on a phone a search leaves its buttons whole", async () => {
    const page = await ui.open("/map?query=engine", { ...filledTwin(), retriever }, { width: 360 });
    await page.getByRole("button", { name: "Clear" }).waitFor();
    expect(await page.evaluate(CLIPPED_BUTTONS)).toEqual([]);
  });

  test("a map that is being computed shows how far it is, and appears when it is ready", async () => {
    let map = readingMap;
    const corpusMap = { ...computingMap, read: () => map.read() };
    const page = await ui.open("/map", { ...filledTwin(), corpusMap });
    await page.getByText("The chunks are being read …").waitFor();
    map = computingMap;
    await page.getByText("The map of 900 chunks is being computed …").waitFor();
    expect(
      await page.getByRole("progressbar", { name: "Progress of the map" }).getAttribute("aria-valuenow"),
    ).toBe("40");
    map = readyMap;
    await page.getByRole("img", { name: /Map of 1 chunks/ }).waitFor();
  });

  test("without chunks it offers to collect", async () => {
    const page = await ui.open("/map", emptyTwin());
    await page.getByText("There is nothing to map yet").waitFor();
    await page.getByRole("link", { name: "Collect documents" }).click();
    await page.getByRole("heading", { level: 1, name: "Collect" }).waitFor();
  });
});
