import { describe, expect, test } from "vitest";
import { UnavailableError } from "../../domain/errors.ts";
import { CLIPPED_BUTTONS } from "./support/accessibility.ts";
import { answer, promptAnswerer, retrieval, steeredAnswerer } from "./support/answers.ts";
import { chromiumPath } from "./support/browser.ts";
import { emptyTwin, filledTwin } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

describe.skipIf(chromiumPath === undefined)("chat", () => {
  const ui = useUi();

  test("an answer arrives token by token, and its citations lead to the sources", async () => {
    const { answerer, asked, give } = steeredAnswerer();
    const page = await ui.open("/chat", { ...filledTwin(), answerer });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    const turn = page.getByRole("article", { name: "Question: How do I start?" });
    await turn.getByText("Looking for passages …").waitFor();
    await give(retrieval);
    await turn.getByText("Writing …").waitFor();
    await give({ type: "token", text: "Run `npm start[2]`." });
    await turn.getByText("npm start[2]").waitFor();
    expect(await turn.getAttribute("aria-busy")).toBe("true");
    await give({ type: "token", text: " It brings everything up [1]." });
    await give({ type: "done", answer });
    await turn.getByText("test-model · 1.3 s").waitFor();
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ prompt: "How do I start?", template: "answer" });

    const chip = turn.getByRole("link", { name: "Source 1: Starting" }).first();
    await chip.hover();
    await page.getByRole("tooltip").getByText("One command brings everything up.").waitFor();
    const [source] = await Promise.all([page.waitForEvent("popup"), chip.click()]);
    expect(new URL(source.url()).pathname).toBe("/guides/starting");
  });

  test("a link that is no web address is not opened", async () => {
    const page = await ui.open("/chat", { ...filledTwin(), answerer: promptAnswerer() });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    const chip = page.getByLabel("Source 2: A bad link");
    await chip.waitFor();
    expect(await chip.getAttribute("href")).toBeNull();
  });

  test("the side shows passages with scores, the prompt and timings", async () => {
    const page = await ui.open("/chat", { ...filledTwin(), answerer: promptAnswerer() });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    const side = page.getByRole("complementary", { name: "How the answer came about" });
    await side.getByText("0.910").waitFor();
    await side.getByText("Confidence 0.83").waitFor();
    await side.getByRole("tab", { name: "Prompt" }).click();
    await side.getByText("Passages: … Question: How do I start?").waitFor();
    await side.getByRole("tab", { name: "Timings" }).click();
    expect(await side.getByRole("table", { name: "Timings" }).textContent()).toContain("First token300 ms");
    expect(new URL(page.url()).searchParams.get("details")).toBe("timings");
  });

  test("stopping an answer stops it on the gateway too", async () => {
    const { answerer, stopped, give } = steeredAnswerer();
    const page = await ui.open("/chat", { ...filledTwin(), answerer });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    await give(retrieval);
    await give({ type: "token", text: "Run it" });
    await page.getByText("Run it").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("You stopped this answer.").waitFor();
    await expect.poll(() => stopped.length).toBe(1);
    await page.getByRole("button", { name: "Ask", exact: true }).waitFor();
  });

  test("an answer that breaks off says why, keeps what came, and can be asked for again", async () => {
    const { answerer, asked, give } = steeredAnswerer();
    const page = await ui.open("/chat", { ...filledTwin(), answerer });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    await give(retrieval);
    await give({ type: "token", text: "Run it" });
    await give(new UnavailableError("The generation model is gone."));
    await page.getByRole("alert").getByText("The generation model is gone.").waitFor();
    await page.getByText("Run it").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await give(retrieval);
    await give({ type: "done", answer });
    await page.getByText("test-model · 1.3 s").waitFor();
    expect(asked).toHaveLength(2);
  });

  test("what cannot be answered is said plainly, and warnings are shown", async () => {
    const done = {
      ...answer,
      answer: "What has been collected so far does not answer this question.",
      citations: [],
      model: "none",
      finishReason: "unanswerable" as const,
      warnings: ["Nobody is called Nobody."],
    };
    const page = await ui.open("/chat", { ...filledTwin(), answerer: promptAnswerer(done) });
    await page.getByLabel("Your question").fill("What is the weather?");
    await page.keyboard.press("Enter");
    await page.getByText("does not answer this question").waitFor();
    await page.getByText("so nothing was made up").waitFor();
    await page.getByText("Nobody is called Nobody.").waitFor();
  });

  test("works by keyboard alone", async () => {
    const { answerer, asked, give } = steeredAnswerer();
    const page = await ui.open("/chat", { ...filledTwin(), answerer });
    await page.getByText("Ask your twin").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    const tabTo = async (label: string): Promise<void> => {
      for (let presses = 0; presses < 30; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await page.getByLabel(label).and(page.locator(":focus")).count()) > 0) return;
      }
      throw new Error(`"${label}" cannot be reached by Tab`);
    };
    await tabTo("Author");
    await page.locator("option", { hasText: "Ada Lovelace" }).waitFor({ state: "attached" });
    await page.keyboard.type("Ada");
    await expect.poll(() => new URL(page.url()).searchParams.get("author")).toBe("Ada Lovelace");
    await tabTo("Your question");
    await page.keyboard.type("How do I");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("start?");
    await page.keyboard.press("Enter");
    await give(retrieval);
    await give({ type: "done", answer });
    expect(asked[0]).toMatchObject({ prompt: "How do I\nstart?", author: "Ada Lovelace" });
    await page.getByText("test-model · 1.3 s").waitFor();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.getByRole("tooltip").getByText("One command brings everything up.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("tooltip").waitFor({ state: "hidden" });
  });

  test("the address holds author, template, search and question", async () => {
    const { answerer, asked } = steeredAnswerer();
    const page = await ui.open(
      "/chat?author=Grace+Hopper&template=linkedin-post&mode=text&prompt=Why%20compilers%3F",
      { ...filledTwin(), answerer },
    );
    await expect.poll(() => page.getByLabel("Author").inputValue()).toBe("Grace Hopper");
    expect(await page.getByLabel("Your question").inputValue()).toBe("Why compilers?");
    await page.getByLabel("Your question").press("Enter");
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]).toMatchObject({
      author: "Grace Hopper",
      template: "linkedin-post",
      retrieval: { mode: "text" },
    });
  });

  test("examples are asked of what is there", async () => {
    const { answerer, asked } = steeredAnswerer();
    const page = await ui.open("/chat?author=Ada+Lovelace", { ...filledTwin(), answerer });
    await page.getByRole("button", { name: "What should I know about “Notes on the engine”?" }).click();
    await expect.poll(() => asked.length).toBe(1);
    expect(asked[0]).toMatchObject({
      prompt: "What should I know about “Notes on the engine”?",
      author: "Ada Lovelace",
    });
  });

  test("the conversation stays while another room is visited", async () => {
    const page = await ui.open("/chat", { ...filledTwin(), answerer: promptAnswerer() });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    await page.getByText("test-model · 1.3 s").waitFor();
    await page.getByRole("link", { name: "Map" }).click();
    await page.getByRole("heading", { level: 1, name: "Map" }).waitFor();
    await page.getByRole("link", { name: "Chat" }).click();
    await page.getByRole("article", { name: "Question: How do I start?" }).waitFor();
    await page.getByRole("button", { name: "New conversation" }).click();
    expect(await page.getByRole("article").count()).toBe(0);
  });

  test("on a phone the details open over the conversation", async () => {
    const page = await ui.open("/chat", { ...filledTwin(), answerer: promptAnswerer() }, { width: 360 });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Details" }).click();
    await page.getByRole("dialog").getByText("Confidence 0.83").waitFor();
  });

  test("examples to ask show all of their words, on two lines too", async () => {
    const page = await ui.open("/chat", filledTwin(), { width: 360 });
    await page.getByRole("button", { name: /Notes on the engine/ }).waitFor();
    expect(await page.evaluate(CLIPPED_BUTTONS)).toEqual([]);
  });

  test("on a phone an answer is followed while it is written, unless the reader scrolls up", async () => {
    const { answerer, give } = steeredAnswerer();
    const page = await ui.open("/chat", { ...filledTwin(), answerer }, { width: 360 });
    await page.getByLabel("Your question").fill("How do I start?");
    await page.keyboard.press("Enter");
    const turn = page.getByRole("article", { name: "Question: How do I start?" });
    const composer = page.getByLabel("Your question");
    const lies = async (words: string): Promise<number> => {
      const [text, below] = await Promise.all([turn.getByText(words).boundingBox(), composer.boundingBox()]);
      return (text?.y ?? Number.NaN) + (text?.height ?? 0) - (below?.y ?? Number.NaN);
    };
    await give(retrieval);
    await give({ type: "token", text: `${"It takes a while.\n\n".repeat(30)}And then it runs.` });
    await turn.getByText("And then it runs.").waitFor();
    await expect.poll(() => lies("And then it runs.")).toBeLessThanOrEqual(0);
    await page.mouse.wheel(0, -600);
    await expect.poll(() => lies("And then it runs.")).toBeGreaterThan(100);
    await give({ type: "token", text: `${"\n\nIt goes on.".repeat(20)}\n\nThis is the end.` });
    await turn.getByText("This is the end.").waitFor();
    expect(await lies("This is the end.")).toBeGreaterThan(100);
  });

  test("without chunks it offers to collect", async () => {
    const page = await ui.open("/chat", emptyTwin());
    await page.getByText("There is nothing to answer from yet").waitFor();
    expect(await page.getByRole("link", { name: "Collect documents" }).getAttribute("href")).toBe("/collect");
  });
});
