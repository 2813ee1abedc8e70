import type { Settings } from "../../configs/settings.ts";

/** Addresses that mean all of this machine's, and how to reach it then. */
const reachable: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** The base URL under which this machine reaches the gateway of these settings. */
export const gatewayUrl = ({ host, port }: Pick<Settings, "host" | "port">): string => {
  const address = reachable[host] ?? host;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
};
