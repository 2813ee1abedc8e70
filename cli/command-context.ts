import type { Settings } from "../configs/settings.ts";
import type { GatewayClient } from "./gateway/gateway-client.ts";
import type { Output } from "./output/output.ts";

/** What every command works with. */
export interface CommandContext {
  readonly settings: Settings;
  /** The environment that the settings were read from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly gateway: GatewayClient;
  readonly output: Output;
  /** Aborts on Ctrl-C and on the signals that ask a process to stop. */
  readonly signal: AbortSignal;
}

/** Sets the exit code of a command that did not throw; see `exitCodes`. */
export type ExitCode = number;
