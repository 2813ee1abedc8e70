import { Context } from "@temporalio/activity";

/** What an activity needs of Temporal while it runs, so that tests can run it without. */
export interface ActivityContext {
  /** Aborted when the activity is cancelled or its worker shuts down. */
  readonly signal: AbortSignal;
  /** Tells the server how far the activity is; what was told last is there after a retry. */
  heartbeat(progress: unknown): void;
  /** What an earlier attempt told last. Unknown data: parse it. */
  readonly lastHeartbeat: unknown;
}

/** The contexts of the activities that run in one worker. */
export interface ActivityContexts {
  /** The context of the activity that is running on this call stack. */
  current(): ActivityContext;
  /** Tells the server that an activity lives, with what it told last, so that its progress is kept. */
  repeatHeartbeat(context: Context): void;
}

export const createActivityContexts = (): ActivityContexts => {
  const told = new WeakMap<Context, unknown>();
  return {
    current: () => {
      const context = Context.current();
      return {
        signal: context.cancellationSignal,
        heartbeat: (progress) => {
          told.set(context, progress);
          context.heartbeat(progress);
        },
        lastHeartbeat: context.info.heartbeatDetails,
      };
    },
    repeatHeartbeat: (context) =>
      context.heartbeat(told.has(context) ? told.get(context) : context.info.heartbeatDetails),
  };
};
