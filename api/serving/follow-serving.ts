import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../configs/logger.ts";
import { describeError } from "../../domain/describe-error.ts";
import type { Registry } from "../../stores/registry.ts";
import type { SwitchingServing } from "./create-switching-serving.ts";
import { createReporter } from "./report-serving.ts";

export interface FollowOptions {
  readonly registry: Pick<Registry, "readServing" | "reportServing">;
  readonly serving: Pick<SwitchingServing, "follow" | "lost" | "slots" | "answering">;
  readonly instance: string;
  readonly logger: Logger;
  /** Milliseconds between two looks at what is to serve; default 500. */
  readonly pollMs?: number;
}

const POLL_MS = 500;
/** Five signs of life before a gateway is taken to be gone. */
const REPEAT_MS = 3_000;

/** Follows what the registry says is to serve, and reports, until it is disposed of. */
export const followServing = ({
  registry,
  serving,
  instance,
  logger,
  pollMs = POLL_MS,
}: FollowOptions): AsyncDisposable => {
  const closing = new AbortController();
  const report = createReporter({ registry, instance, now: () => new Date(), repeatMs: REPEAT_MS });
  let told = false;

  const look = async (): Promise<void> => {
    try {
      const state = await registry.readServing("local");
      serving.follow(state);
      await report(state, { slots: serving.slots(), answering: serving.answering() });
      told = false;
    } catch (error) {
      // What serves goes on serving; one line says so, not one a poll.
      if (!told) logger.warn({ reason: describeError(error) }, "the registry does not tell what to serve");
      told = true;
      serving.lost(describeError(error));
    }
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await look();
      await sleep(pollMs, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  };

  const running = run();
  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await running;
    },
  };
};
