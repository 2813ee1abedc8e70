import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("./bundle-workflows.ts", import.meta.url));
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * The workflows as one script for Temporal's sandbox, bundled in a process of its own.
 *
 * @throws {Error} with the bundler's words when a workflow cannot be bundled; the signal's reason when aborted.
 */
export const readWorkflowBundle = async (signal: AbortSignal): Promise<{ code: string }> => {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      maxBuffer: MOST_BYTES,
      signal,
    });
    return { code: stdout };
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};
