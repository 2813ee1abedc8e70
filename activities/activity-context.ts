import { Context } from "@temporalio/activity";

/** What an activity needs of Temporal while it runs, so that tests can run it without. */
export interface ActivityContext {
  /** Aborted when the activity is cancelled or its worker shuts down. */
  readonly signal: AbortSignal;
  /** Tells the server that the activity lives, and how far it is; what was told last is there after a retry. */
  heartbeat(progress: unknown): void;
  /** What an earlier attempt told last. Unknown data: parse it. */
  readonly lastHeartbeat: unknown;
}

/** The context of the activity that is running on this call stack. */
export const temporalContext = (): ActivityContext => {
  const context = Context.current();
  return {
    signal: context.cancellationSignal,
    heartbeat: (progress) => context.heartbeat(progress),
    lastHeartbeat: context.info.heartbeatDetails,
  };
};
