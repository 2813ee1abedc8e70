import { WorkflowFailedError } from "@temporalio/client";
import { ActivityFailure, ApplicationFailure, RetryState } from "@temporalio/common";
import { expect, test } from "vitest";
import { toRunFailure } from "../../../api/runs/run-failure.ts";

test("the innermost failure is the message, the whole chain is kept", () => {
  const root = ApplicationFailure.nonRetryable("author: must not be empty", "invalid-input");
  const activity = new ActivityFailure(
    "Activity task failed",
    "importUpload",
    "1",
    RetryState.TIMEOUT,
    "w",
    root,
  );
  const error = new WorkflowFailedError("Workflow execution failed", activity, RetryState.TIMEOUT);
  expect(toRunFailure(error)).toEqual({
    message: "author: must not be empty",
    causes: [
      { type: "WorkflowFailedError", message: "Workflow execution failed" },
      { type: "ActivityFailure", message: "Activity task failed" },
      { type: "invalid-input", message: "author: must not be empty" },
    ],
  });
});
