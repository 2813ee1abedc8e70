import { readEnvironment } from "../configs/environment.ts";
import { createLogger, type Logger } from "../configs/logger.ts";
import { readSettings, type Settings } from "../configs/settings.ts";
import { describeError } from "../domain/describe-error.ts";
import { TwinError } from "../domain/errors.ts";

/** What a process gets to work with. */
export interface ProcessContext {
  readonly settings: Settings;
  readonly logger: Logger;
  /** Aborted on SIGINT and SIGTERM, and when the parent that started this process is gone. */
  readonly signal: AbortSignal;
  /** Tells the parent, by one line of JSON on standard output, that this process serves now. */
  readonly ready: () => void;
}

/**
 * Runs the body of a process: settings from the environment and `.env`, a logger, an orderly end on a signal. An error
 * ends the process with exit code 1 and one line that says what to do.
 */
export const runProcess = async (
  name: string,
  body: (context: ProcessContext) => Promise<void>,
): Promise<void> => {
  let settings: Settings;
  try {
    settings = readSettings(await readEnvironment());
  } catch (error) {
    // Without settings there is no logger yet.
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
    return;
  }
  const logger = createLogger(settings, name);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => stop.abort(new Error(signal)));
  // A supervisor talks over an IPC channel; when it is killed, the channel closes and nobody is left to stop us.
  process.once("disconnect", () => stop.abort(new Error("parent is gone")));
  try {
    const ready = (): void => void process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
    await body({ settings, logger, signal: stop.signal, ready });
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) return;
    logger.fatal(error instanceof TwinError ? { code: error.code } : { err: error }, describeError(error));
    process.exitCode = 1;
  }
};
