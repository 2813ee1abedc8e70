import { once } from "node:events";
import { createServer } from "node:net";
import { ConflictError } from "../../domain/errors.ts";
import { findPortHolder } from "./port-holder.ts";

/** A port that something of ours is to listen on. */
export interface WantedPort {
  readonly port: number;
  readonly host: string;
  /** What listens there, such as `The gateway`. */
  readonly what: string;
  /** The setting that changes it. */
  readonly setting: string;
}

/** Whether a port can be listened on now. */
export const isPortFree = async (port: number, host: string): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, "listening");
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return false;
    throw error;
  } finally {
    server.close();
  }
};

/** Says that a port is taken, by whom, and what to change. */
export const portTakenMessage = ({ port, what, setting }: WantedPort, holder: string | undefined): string =>
  `${what} cannot use port ${port}: ${holder ?? "another program"} is using it. Stop that, or choose another port, such as ${setting}=${port + 1}.`;

/**
 * Makes sure that ports are free before anything is started.
 *
 * @throws {ConflictError} that names each taken port, who holds it and the setting to change.
 */
export const checkPorts = async (wanted: readonly WantedPort[], signal?: AbortSignal): Promise<void> => {
  const problems: string[] = [];
  for (const one of wanted) {
    if (await isPortFree(one.port, one.host)) continue;
    problems.push(portTakenMessage(one, await findPortHolder(one.port, signal)));
  }
  if (problems.length > 0) throw new ConflictError(problems.join("\n"));
};
