import { randomUUID } from "node:crypto";
import { TestWorkflowEnvironment } from "@temporalio/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createIsOpen } from "../../../stack/temporal/is-open.ts";
import { temporalProgram } from "../../support/temporal-program.ts";

let environment: TestWorkflowEnvironment;
beforeAll(async () => {
  environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: "existing-path", path: await temporalProgram() } },
  });
});
afterAll(() => environment.teardown());

const start = (workflowId: string) =>
  environment.client.workflow.start("nobodyWorks", { taskQueue: "none", workflowId });

it("tells runs that are open, or run anew, from those that are over or forgotten", async () => {
  const isOpen = createIsOpen(environment.client);
  const workflowId = "training:Ada O'Hara:ada-v1";
  const first = await start(workflowId);
  const runId = first.firstExecutionRunId;
  await expect.poll(() => isOpen(runId)).toBe(true);
  await first.terminate("enough");
  await expect.poll(() => isOpen(runId)).toBe(false);

  // As after a reset, where steps of the new run have the old one's folder.
  const second = await start(workflowId);
  expect(await isOpen(runId)).toBe(true);
  await second.terminate("enough");
  await expect.poll(() => isOpen(runId)).toBe(false);
  expect(await isOpen(randomUUID())).toBe(false);
});
