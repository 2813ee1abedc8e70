import { type Command, CommanderError } from "commander";
import { readEnvironment } from "../configs/environment.ts";
import { readSettings, SettingsError } from "../configs/settings.ts";
import { TwinError } from "../domain/errors.ts";
import type { Execute } from "./define-command.ts";
import { exitCodes, toExitCode } from "./exit-codes.ts";
import { createGatewayClient } from "./gateway/gateway-client.ts";
import { gatewayUrl } from "./gateway/gateway-url.ts";
import { createOutput } from "./output/output.ts";
import { createProgram } from "./program.ts";

/** What is thrown at a command that is asked to stop. */
export class Interrupted extends Error {}

const untilAskedToStop = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    // npm, a shell and the terminal may each pass one on: only the first one counts.
    process.on(signal, () => controller.abort(new Interrupted("Interrupted.")));
  }
  return controller.signal;
};

/** What a person is shown: the message of what was foreseen, all there is of a defect. */
const explain = (error: unknown): string => {
  const foreseen = error instanceof TwinError || error instanceof SettingsError;
  return foreseen ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const report = (error: unknown, signal: AbortSignal, json: boolean): number => {
  if (signal.aborted) return exitCodes.interrupted;
  if (json && error instanceof TwinError) {
    process.stderr.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
  } else process.stderr.write(`${explain(error)}\n`);
  return toExitCode(error);
};

/** Nobody prints and nobody exits but us. */
const tame = (command: Command): void => {
  command.exitOverride();
  for (const child of command.commands) tame(child);
};

/**
 * Runs the `twin` command and sets the exit code of this process (see `exitCodes`). Never throws.
 *
 * @param args what stands behind `twin`.
 */
export const runCli = async (args: readonly string[]): Promise<void> => {
  const signal = untilAskedToStop();
  const execute: Execute = async (options, work) => {
    try {
      const environment = await readEnvironment();
      const settings = readSettings(environment);
      const context = {
        settings,
        environment,
        gateway: createGatewayClient({
          baseUrl: options.url?.replace(/\/+$/, "") ?? gatewayUrl(settings),
          apiKey: options.apiKey ?? settings.apiKeys[0],
        }),
        output: createOutput(options.json, process.stdout, process.stderr),
        signal,
      };
      process.exitCode = await work(context);
    } catch (error) {
      process.exitCode = report(error, signal, options.json);
    }
  };
  try {
    const program = createProgram(execute);
    tame(program);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  }
};
