import { type Client, WorkflowNotFoundError } from "@temporalio/client";

/**
 * Makes a check whether a run, or the latest run of its workflow, is open. Temporal forgets closed runs after a while: one
 * that it does not know is not open.
 */
export const createIsOpen =
  (client: Client) =>
  /** @param runId a UUID. */
  async (runId: string): Promise<boolean> => {
    for await (const run of client.workflow.list({ query: `RunId = '${runId}'` })) {
      if (run.closeTime === undefined || (await isLatestOpen(client, run.workflowId))) return true;
    }
    return false;
  };

const isLatestOpen = async (client: Client, workflowId: string): Promise<boolean> => {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).closeTime === undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
};
