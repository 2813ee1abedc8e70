import { setTimeout } from "node:timers/promises";

const POLL_MS = 50;

/** Whether any process of a group is alive. */
export const isGroupAlive = (group: number): boolean => {
  try {
    process.kill(-group, 0);
    return true;
  } catch (error) {
    // Something is there that is not ours to signal.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Signals a group; one that is gone already is fine. */
export const signalGroup = (group: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-group, signal);
  } catch {
    // ESRCH: nothing is left of it.
  }
};

/**
 * Stops a process group: asks it by SIGTERM, and kills what is left after the grace.
 *
 * @param graceMs milliseconds.
 */
export const stopGroup = async (group: number, graceMs: number): Promise<void> => {
  signalGroup(group, "SIGTERM");
  const deadline = performance.now() + graceMs;
  while (isGroupAlive(group)) {
    if (performance.now() >= deadline) {
      signalGroup(group, "SIGKILL");
      return;
    }
    await setTimeout(POLL_MS);
  }
};
