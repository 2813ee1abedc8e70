import type { Context } from "@temporalio/activity";
import type { ActivityInterceptorsFactory } from "@temporalio/worker";

/** Well below the heartbeat time-outs in workflows/activities.ts. */
export const HEARTBEAT_EVERY_MS = 5_000;

/**
 * Makes every activity heartbeat for as long as it runs, also while it waits for a store or a model: a worker that is
 * gone is noticed within seconds, one that is busy is left alone, and a cancellation arrives.
 *
 * @param beat sends one heartbeat.
 */
export const keepAlive =
  (beat: (context: Context) => void): ActivityInterceptorsFactory =>
  (context) => ({
    inbound: {
      execute: async (input, next) => {
        const timer = setInterval(() => beat(context), HEARTBEAT_EVERY_MS);
        try {
          return await next(input);
        } finally {
          clearInterval(timer);
        }
      },
    },
  });
