import { describe, expect, test } from "vitest";
import { ConflictError } from "../../domain/errors.ts";
import { firstAnswer } from "../../ui/src/rooms/approvals/blind-order.ts";
import { chromiumPath } from "./support/browser.ts";
import {
  decisionPath,
  evaluationReport,
  pending,
  trainedTwin,
  untrainedRegistry,
} from "./support/trained-twin.ts";
import { filledTwin } from "./support/twin.ts";
import { useUi } from "./support/ui.ts";

test("the order of answers is drawn for each sample, stays, and depends on the report", () => {
  const orders = Array.from({ length: 200 }, (_, sample) => firstAnswer("a".repeat(64), sample));
  const first = orders.filter((order) => order === "candidate").length;
  expect(first).toBeGreaterThan(70);
  expect(first).toBeLessThan(130);
  const changes = orders.filter((order, sample) => order !== orders[sample + 1]).length;
  expect(changes).toBeGreaterThan(70);
  expect(changes).toBeLessThan(130);
  const others = Array.from({ length: 200 }, (_, sample) => firstAnswer("b".repeat(64), sample));
  expect(others).not.toEqual(orders);
});

describe.skipIf(chromiumPath === undefined)("approvals", () => {
  const ui = useUi();

  test("what waits shows deadline, failed gates and figures, and leads to the report", async () => {
    const page = await ui.open("/approvals", trainedTwin().dependencies);
    const entry = page.getByRole("list", { name: "Decisions" }).getByRole("listitem");
    await entry.getByText("in 2 hours").waitFor();
    await entry.getByText("latency-holds failed").waitFor();
    await entry.getByText("Held-out loss 1.6, base model 2").waitFor();
    await entry.getByRole("link", { name: "ada-v2" }).click();
    await page.getByRole("heading", { level: 1, name: "Decide on ada-v2" }).waitFor();
    await page.getByText("2.4 seconds, at most 2.2 asked.").waitFor();
    await page.getByRole("img", { name: /Improvement over the baseline.*Loss 15.0%/ }).waitFor();
    await page.getByRole("img", { name: /Loss curve. held-out loss 1.900 at step 20/ }).waitFor();
    await page.getByRole("img", { name: /candidate's is lower on 12 of 12 samples/ }).waitFor();
    await page.getByText("0123456789abcdef".repeat(4)).waitFor();
  });

  test("answers stay blind until asked, and then the votes are counted", async () => {
    const page = await ui.open(decisionPath, trainedTwin().dependencies);
    const answers = page.getByRole("region", { name: "Answers side by side" });
    await answers.getByText("1. What is question 0?").waitFor();
    expect(await answers.textContent()).not.toMatch(/Candidate|Baseline|ROUGE/);
    const seed = "0123456789abcdef".repeat(4);
    const candidatesPlace = firstAnswer(seed, 0) === "candidate" ? "A" : "B";
    await answers
      .getByRole("radiogroup", { name: "Which answer to question 1 is better?" })
      .getByRole("radio", { name: `${candidatesPlace} is better` })
      .check();
    await answers.getByRole("button", { name: "Reveal which is which" }).click();
    await answers.getByText("You preferred the candidate 1 time, the baseline 0 times").waitFor();
    expect(await answers.getByText("Candidate", { exact: true }).count()).toBe(5);
    const first = answers.getByRole("listitem").first();
    expect(await first.textContent()).toContain(
      candidatesPlace === "A" ? "Answer ACandidateNew words on 0." : "Answer BCandidateNew words on 0.",
    );
    await answers.getByRole("button", { name: "Next answers" }).click();
    await answers.getByText("6. What is question 5?").waitFor();
    expect(new URL(page.url()).searchParams.get("answers")).toBe("2");
  });

  test("approving in spite of a failed gate needs the override and a comment", async () => {
    const { dependencies, sent } = trainedTwin();
    const page = await ui.open(decisionPath, dependencies);
    const form = page.getByRole("region", { name: "Your decision" });
    await form.getByRole("button", { name: "Approve" }).click();
    await form.getByText("Say who decides.").waitFor();
    await form.getByText("Approving in spite of a failed gate needs this.").waitFor();
    await form.getByText("An override needs a comment that says why.").waitFor();
    expect(sent).toEqual([]);
    await form.getByLabel("Approver").fill("Grace");
    await form.getByLabel("Comment").fill("Slower, but worth it.");
    await form.getByLabel("Approve although gates failed: latency-holds").check();
    await form.getByRole("button", { name: "Approve" }).click();
    await page.getByText("By Grace, just now, overruling failed gates: Slower, but worth it.").waitFor();
    expect(sent).toEqual([
      { approved: true, approver: "Grace", comment: "Slower, but worth it.", override: true },
    ]);
    await page.goto(new URL("/approvals?state=decided", page.url()).href);
    await page.getByText("By Grace, just now").waitFor();
  });

  test("a no needs no override, and the name is remembered", async () => {
    const { dependencies, sent } = trainedTwin();
    const page = await ui.open(decisionPath, dependencies);
    await page.getByLabel("Approver").fill("Grace");
    await page.getByRole("button", { name: "Reject" }).click();
    await page.getByText("By Grace, just now").waitFor();
    expect(sent).toEqual([{ approved: false, approver: "Grace", comment: "", override: false }]);
    expect(await page.evaluate("localStorage.getItem('llm-twin.approver')")).toBe("Grace");
  });

  test("a second decision is refused with the first one's words", async () => {
    const { dependencies } = trainedTwin({ approval: pending({ failedGates: [] }) });
    const { runs } = dependencies;
    if (!runs) throw new Error("The trained twin has runs.");
    const refusing = Object.assign(Object.create(runs), {
      decide: () => Promise.reject(new ConflictError("It was decided already: rejected by Ada: too slow")),
    });
    const page = await ui.open(decisionPath, { ...dependencies, runs: refusing });
    await page.getByLabel("Approver").fill("Grace");
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("alert").getByText("It was decided already: rejected by Ada: too slow").waitFor();
  });

  test("without anything to decide it says what to do", async () => {
    const page = await ui.open("/approvals", { ...filledTwin(), registry: untrainedRegistry() });
    await page.getByText("No decision waits for you").waitFor();
    expect(await page.getByRole("link", { name: "Train a model" }).getAttribute("href")).toBe("/datasets");
  });

  test("a report without a baseline's answers hides nothing", async () => {
    const report = {
      ...evaluationReport,
      answers: evaluationReport.answers.map((sample) => ({ ...sample, baseline: null })),
    };
    const { dependencies } = trainedTwin();
    const artefacts = Object.assign(Object.create(dependencies.artefacts ?? null), {
      async *read() {
        yield Buffer.from(JSON.stringify(report));
      },
    });
    const page = await ui.open(decisionPath, { ...dependencies, artefacts });
    await page.getByText("New words on 0.").waitFor();
    expect(await page.getByRole("button", { name: "Reveal which is which" }).count()).toBe(0);
  });
});
