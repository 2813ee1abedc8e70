import type { WriteStream } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { describeError } from "../../domain/describe-error.ts";
import { SetupError } from "../../domain/errors.ts";
import { countDeaths, restartDelay } from "./backoff.ts";
import type { ChildSpec, SupervisorEvent } from "./child-spec.ts";
import { openLogFile, tailOfLog } from "./log-file.ts";
import { signalGroup, stopGroup } from "./process-group.ts";
import { type RunningChild, runChild } from "./run-child.ts";
import { startGuard } from "./start-guard.ts";
import { untilReady } from "./until-ready.ts";

/** A child that dies so often before it was ready once ends the start. */
const TRIES_AT_START = 3;
const LINES_IN_ERROR = 12;

export interface SupervisorOptions {
  /** Each child's output goes to NAME.log in it. */
  readonly logsFolder: string;
  readonly onEvent: (event: SupervisorEvent) => void;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs: number;
}

/** Keeps programs running until it is stopped; none of them outlives this process, however it ends. */
export interface Supervisor extends AsyncDisposable {
  /**
   * Starts a child and resolves when it is ready for the first time. From then on it is started again, after a wait
   * that grows, whenever it dies.
   *
   * @throws {SetupError} when it cannot get ready, with the end of its log; the signal's reason when aborted.
   */
  start(spec: ChildSpec, signal: AbortSignal): Promise<void>;
  /** Stops all children, those that are not ready yet too; the first one started, on which the others rest, at last. */
  stop(): Promise<void>;
}

/** Creates a supervisor without children. */
export const createSupervisor = ({ logsFolder, onEvent, graceMs }: SupervisorOptions): Supervisor => {
  const guard = startGuard(graceMs);
  const stopping = new AbortController();
  const running = new Map<string, RunningChild>();
  const logs = new Set<WriteStream>();
  const activities = new Set<Promise<void>>();

  const launch = async (spec: ChildSpec, log: WriteStream): Promise<RunningChild> => {
    stopping.signal.throwIfAborted();
    const child = await runChild(spec, log);
    guard.watch(child.pid);
    running.set(spec.name, child);
    void child.ended.then(() => {
      // What it may have started itself goes with it.
      signalGroup(child.pid, "SIGKILL");
      guard.forget(child.pid);
      if (running.get(spec.name) === child) running.delete(spec.name);
    });
    onEvent({ type: "started", name: spec.name, pid: child.pid });
    return child;
  };

  const firstReady = async (
    spec: ChildSpec,
    log: WriteStream,
    signal: AbortSignal,
  ): Promise<RunningChild> => {
    const failed = async (reason: string): Promise<SetupError> =>
      new SetupError(
        `${spec.name} did not start: ${reason}. The end of ${log.path}:\n${await tailOfLog(String(log.path), LINES_IN_ERROR)}`,
      );
    const tooLate = AbortSignal.timeout(spec.readyWithinMs);
    const either = AbortSignal.any([signal, stopping.signal, tooLate]);
    let how = "";
    for (let tries = 1; tries <= TRIES_AT_START; tries += 1) {
      const child = await launch(spec, log).catch((error: unknown) => {
        stopping.signal.throwIfAborted();
        throw new SetupError(`${spec.name} cannot be started: ${describeError(error)}`, { cause: error });
      });
      try {
        if (await untilReady(child, spec.ready, either)) return child;
      } catch (error) {
        if (!tooLate.aborted || signal.aborted || stopping.signal.aborted) throw error;
        throw await failed(`it was not ready within ${spec.readyWithinMs / 1000} s`);
      }
      how = await child.ended;
      if (tries < TRIES_AT_START) await setTimeout(restartDelay(tries), undefined, { signal: either });
    }
    throw await failed(`it ended with ${how}, ${TRIES_AT_START} times`);
  };

  /** Waits for deaths and starts again, until it is time to stop. */
  const keep = async (spec: ChildSpec, log: WriteStream, first: RunningChild): Promise<void> => {
    let child: RunningChild | undefined = first;
    let deaths = 0;
    while (!stopping.signal.aborted) {
      const how = child ? await child.ended : "an error at its start";
      if (stopping.signal.aborted) return;
      deaths = countDeaths(deaths, child ? performance.now() - child.startedAt : 0);
      const restartInMs = restartDelay(deaths);
      onEvent({ type: "died", name: spec.name, how, restartInMs });
      await setTimeout(restartInMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      child = await launch(spec, log).catch(() => undefined);
      if (child) void tellReady(spec, child);
    }
  };

  const tellReady = async (spec: ChildSpec, child: RunningChild): Promise<void> => {
    const ready = await untilReady(child, spec.ready, stopping.signal).catch(() => false);
    if (ready) onEvent({ type: "ready", name: spec.name, pid: child.pid });
  };

  const track = (activity: Promise<void>): Promise<void> => {
    activities.add(activity);
    activity.catch(() => {}).finally(() => activities.delete(activity));
    return activity;
  };

  const start = async (spec: ChildSpec, signal: AbortSignal): Promise<void> => {
    const log = await openLogFile(logsFolder, spec.name);
    logs.add(log);
    const child = await firstReady(spec, log, signal);
    onEvent({ type: "ready", name: spec.name, pid: child.pid });
    void track(keep(spec, log, child));
  };

  const stopRunning = async (): Promise<void> => {
    const [first, ...others] = [...running.values()].sort((left, right) => left.startedAt - right.startedAt);
    await Promise.all(others.map((child) => stopGroup(child.pid, graceMs)));
    if (first) await stopGroup(first.pid, graceMs);
  };

  const stop = async (): Promise<void> => {
    stopping.abort(new Error("the supervisor is stopping"));
    await stopRunning();
    await Promise.allSettled(activities);
    // One whose start was under way when the stop began.
    await stopRunning();
    await guard.close();
    for (const log of logs) log.end();
  };

  let stopped: Promise<void> | undefined;
  const stopOnce = (): Promise<void> => {
    stopped ??= stop();
    return stopped;
  };
  return {
    start: (spec, signal) => track(start(spec, signal)),
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  };
};
