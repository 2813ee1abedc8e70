import type { Settings } from "../../configs/settings.ts";
import { checkPorts, type WantedPort } from "../../stack/ports/check-ports.ts";
import { freePort } from "../../stack/ports/free-port.ts";
import type { CommandContext } from "../command-context.ts";

type Chosen = Pick<CommandContext, "settings" | "environment">;

const wantedPorts = (settings: Settings): WantedPort[] => [
  { what: "The gateway", setting: "PORT", port: settings.port, host: settings.host },
  ...(settings.temporalAddress
    ? []
    : [
        {
          what: "Temporal",
          setting: "TEMPORAL_PORT",
          port: settings.temporalPort,
          host: "127.0.0.1",
        },
        {
          what: "Temporal's web UI",
          setting: "TEMPORAL_UI_PORT",
          port: settings.temporalUiPort,
          host: "127.0.0.1",
        },
      ]),
];

/** Puts free ports in place of those that are set to 0. */
export const choosePorts = async ({ settings, environment }: Chosen): Promise<Chosen> => {
  const port = settings.port || (await freePort());
  const temporalPort = settings.temporalPort || (await freePort());
  const temporalUiPort = settings.temporalUiPort || (await freePort());
  return {
    settings: { ...settings, port, temporalPort, temporalUiPort },
    environment: {
      ...environment,
      PORT: `${port}`,
      TEMPORAL_PORT: `${temporalPort}`,
      TEMPORAL_UI_PORT: `${temporalUiPort}`,
    },
  };
};

/** Makes sure that the ports of everything that is to be started are free; see `checkPorts`. */
export const checkWantedPorts = (settings: Settings, signal: AbortSignal): Promise<void> =>
  checkPorts(wantedPorts(settings), signal);
