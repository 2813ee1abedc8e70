import { WorkflowFailedError } from "@temporalio/client";
import {
  ActivityFailure,
  ApplicationFailure,
  ChildWorkflowFailure,
  RetryState,
  TimeoutFailure,
  TimeoutType,
} from "@temporalio/common";
import { expect, test } from "vitest";
import { toRunFailure } from "../../../api/runs/run-failure.ts";

test("the error of the activity is the message, the whole chain is kept", () => {
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

test("what an activity's error was made of does not hide what it says", () => {
  const parser = ApplicationFailure.create({ message: "Expected ',' at position 13", type: "SyntaxError" });
  const thrown = ApplicationFailure.create({
    message: "The upload cannot be imported: line 4, column 17: record 4 is not valid JSON",
    type: "invalid-input",
    cause: parser,
  });
  const activity = new ActivityFailure(
    undefined,
    "importUpload",
    "1",
    RetryState.NON_RETRYABLE_FAILURE,
    "w",
    thrown,
  );
  const execution = { workflowId: "etl:Ada", runId: "1" };
  const child = new ChildWorkflowFailure(
    undefined,
    execution,
    "etl",
    RetryState.NON_RETRYABLE_FAILURE,
    activity,
  );
  expect(
    toRunFailure(new WorkflowFailedError("Workflow execution failed", child, RetryState.TIMEOUT)),
  ).toMatchObject({
    message: "The upload cannot be imported: line 4, column 17: record 4 is not valid JSON",
  });
});

test("a time-out that no error explains speaks for itself", () => {
  const timeout = new TimeoutFailure("activity StartToClose timeout", undefined, TimeoutType.START_TO_CLOSE);
  const activity = new ActivityFailure(
    "Activity task failed",
    "embed",
    "1",
    RetryState.TIMEOUT,
    "w",
    timeout,
  );
  expect(toRunFailure(activity).message).toBe("activity StartToClose timeout");
});
