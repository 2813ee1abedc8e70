import { setTimeout } from "node:timers/promises";
import type { Swept } from "../activities/training/sweep-run-folders.ts";
import type { Logger } from "../configs/logger.ts";
import { describeError } from "../domain/describe-error.ts";
import { DAY_MS } from "../domain/runs/duration.ts";

interface Sweeper {
  readonly sweep: (signal: AbortSignal) => Promise<Swept>;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** Milliseconds from the end of a sweep to the next; a day by default. */
  readonly everyMs?: number;
}

const tell = (logger: Sweeper["logger"], { folders, bytes, failures }: Swept): void => {
  if (folders > 0) {
    logger.info(
      { folders, bytes },
      `swept folders of training runs: ${(bytes / 1e9).toFixed(2)} GB are free`,
    );
  }
  for (const failure of failures) logger.warn(failure, "a training run's folder could not be swept");
};

/**
 * Sweeps now and then once a day, beside whatever else a worker does, until it is disposed of. A sweep that fails is told
 * in the log, and nobody waits for it.
 */
export const startSweeper = ({ sweep, logger, everyMs = DAY_MS }: Sweeper): AsyncDisposable => {
  const stop = new AbortController();
  const { signal } = stop;
  const sweepOnce = async (): Promise<void> => {
    try {
      tell(logger, await sweep(signal));
    } catch (error) {
      if (!signal.aborted)
        logger.warn({ reason: describeError(error) }, "folders of training runs were not swept");
    }
  };
  const keepSweeping = async (): Promise<void> => {
    while (!signal.aborted) {
      await sweepOnce();
      // Aborted: the loop ends.
      await setTimeout(everyMs, undefined, { signal }).catch(() => {});
    }
  };
  const sweeping = keepSweeping();
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await sweeping;
    },
  };
};
