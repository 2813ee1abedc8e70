import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { SetupError, UnavailableError } from "../domain/errors.ts";

export interface Address {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface RunningServer {
  readonly url: string;
  /** Stops accepting, ends what runs by `shutdown`, and resolves when all connections have ended, after 8 s at most. */
  close(): Promise<void>;
}

/** Uploads of gigabytes take their time; headers do not. */
const TIMEOUTS = { requestTimeout: 3_600_000, headersTimeout: 30_000 };

const GRACE_MS = 8_000;

const explain = (error: unknown, { host, port }: Address): unknown => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new SetupError(
      `Port ${port} of ${host} is in use. Stop what listens there, or set PORT to another one.`,
    );
  }
  if (code === "EACCES")
    return new SetupError(`Port ${port} of ${host} may not be used. Set PORT above 1023.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new SetupError(`HOST (is ${JSON.stringify(host)}) is not an address of this machine.`);
  }
  return error;
};

const toUrl = (host: string, port: number): string =>
  `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

/**
 * Listens with an application.
 *
 * @param shutdown aborted by `close`, so that answers which are under way end.
 * @throws {SetupError} when the address cannot be had; the message says what to do.
 */
export const serve = async (
  app: RequestListener,
  address: Address,
  shutdown: AbortController,
): Promise<RunningServer> => {
  const server = createServer(TIMEOUTS, app);
  try {
    server.listen(address.port, address.host);
    await once(server, "listening");
  } catch (error) {
    throw explain(error, address);
  }
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : address.port;
  return {
    url: toUrl(address.host, port),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      shutdown.abort(new UnavailableError("The gateway is shutting down. Try again in a moment."));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(force);
    },
  };
};
