import { Client, Connection, type ConnectionOptions } from "@temporalio/client";
import type { Settings } from "../../configs/settings.ts";
import { describeError } from "../../domain/describe-error.ts";
import { UnavailableError } from "../../domain/errors.ts";

/** The settings that say where Temporal is. */
export type TemporalSettings = Pick<
  Settings,
  "temporalAddress" | "temporalNamespace" | "temporalApiKey" | "temporalPort"
>;

/** Milliseconds after which a server that does not answer counts as unreachable. */
const CONNECT_TIMEOUT = 5_000;

/** Host and port of the Temporal server that the settings name: another's, or the one that `npm start` starts. */
export const temporalAddress = (settings: TemporalSettings): string =>
  settings.temporalAddress ?? `127.0.0.1:${settings.temporalPort}`;

/** How to connect, for the SDK's `Connection` and `NativeConnection` alike. An API key turns TLS on. */
export const temporalConnectionOptions = (
  settings: TemporalSettings,
): Pick<ConnectionOptions, "address"> & { apiKey?: string; tls?: boolean } => ({
  address: temporalAddress(settings),
  ...(settings.temporalApiKey ? { apiKey: settings.temporalApiKey, tls: true } : {}),
});

/** The error for a server that does not answer: names the address, the reason and what to do. */
export const temporalUnavailable = (settings: TemporalSettings, cause: unknown): UnavailableError => {
  const advice = settings.temporalAddress
    ? "Check that the server runs, and TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and TEMPORAL_API_KEY."
    : "Start it with `npm start`, or set TEMPORAL_ADDRESS to a server that runs.";
  return new UnavailableError(
    `Temporal does not answer at ${temporalAddress(settings)} (${describeError(cause)}). ${advice}`,
    { cause },
  );
};

/** A Temporal client together with the connection that it owns. */
export interface TemporalClient extends AsyncDisposable {
  readonly client: Client;
  readonly connection: Connection;
}

/**
 * Connects to the Temporal server of the settings.
 *
 * @throws {UnavailableError} that names the address and what to do when the server does not answer in 5 s.
 */
export const connectTemporal = async (settings: TemporalSettings): Promise<TemporalClient> => {
  let connection: Connection;
  try {
    connection = await Connection.connect({
      ...temporalConnectionOptions(settings),
      connectTimeout: CONNECT_TIMEOUT,
    });
  } catch (error) {
    throw temporalUnavailable(settings, error);
  }
  return {
    connection,
    client: new Client({ connection, namespace: settings.temporalNamespace }),
    [Symbol.asyncDispose]: () => connection.close(),
  };
};
