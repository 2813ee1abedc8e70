import {
  type WorkflowHandle,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from "@temporalio/client";
import { ConflictError, UnavailableError } from "../../domain/errors.ts";
import { type Decision, type DecisionRecord, decisionRecordSchema } from "../../domain/registry/approval.ts";

/**
 * Executes the `decide` update of a training run.
 *
 * @throws {ConflictError} with the words in which the run refuses; {UnavailableError} when no worker takes it in time.
 */
export const sendDecision = async (handle: WorkflowHandle, decision: Decision): Promise<DecisionRecord> => {
  try {
    return decisionRecordSchema.parse(await handle.executeUpdate("decide", { args: [decision] }));
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) {
      throw new ConflictError(error.cause?.message ?? error.message, { cause: error });
    }
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
      throw new UnavailableError(
        `No worker took the decision about ${handle.workflowId} in time. See that one runs (npm start); then look whether the decision was recorded before you send it again.`,
        { cause: error },
      );
    }
    throw error;
  }
};
