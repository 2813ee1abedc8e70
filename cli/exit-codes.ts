import { SettingsError } from "../configs/settings.ts";
import { InvalidInputError, UnavailableError } from "../domain/errors.ts";

/** What the exit code of `twin` tells a script. */
export const exitCodes = {
  ok: 0,
  /** It was tried and failed; also: `doctor` found something that does not work. */
  failed: 1,
  /** The command or its input is wrong. */
  usage: 2,
  /** The gateway or Temporal does not answer. */
  unreachable: 3,
  /** Stopped by Ctrl-C or a signal; a run that was followed goes on. */
  interrupted: 130,
} as const;

/** The exit code for what a command threw. */
export const toExitCode = (error: unknown): number => {
  if (error instanceof SettingsError || error instanceof InvalidInputError) return exitCodes.usage;
  if (error instanceof UnavailableError) return exitCodes.unreachable;
  return exitCodes.failed;
};
