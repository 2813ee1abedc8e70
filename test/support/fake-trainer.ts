import { fileURLToPath } from "node:url";
import type { Trainer } from "../../domain/training/trainer.ts";
import { createTrainer } from "../../stack/trainer/create-trainer.ts";

/** What the fake trainer does beside what it is asked for. */
export interface FakePlan {
  /** Milliseconds that a step of fine-tuning takes. */
  readonly stepMs?: number;
  /** Kills itself after the checkpoint of this step, unless it goes on from one. */
  readonly killAtStep?: number;
  readonly ignoreSigterm?: boolean;
  /** Ends with this error event, after this text on standard error. */
  readonly error?: { readonly kind: string; readonly field?: string; readonly message: string };
  readonly stderr?: string;
}

/**
 * A trainer whose program is a small script that speaks the real one's protocol.
 *
 * @param pidFile where it writes its process id.
 */
export const fakeTrainer = (plan: FakePlan = {}, pidFile?: string, env: NodeJS.ProcessEnv = {}): Trainer =>
  createTrainer({
    graceMs: 300,
    prepare: async () => ({
      command: [process.execPath, fileURLToPath(new URL("./fake-trainer.mjs", import.meta.url))],
      env: { ...env, FAKE_PLAN: JSON.stringify(plan), ...(pidFile && { FAKE_PID_FILE: pidFile }) },
    }),
  });
