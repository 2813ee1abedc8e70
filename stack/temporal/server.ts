import { join } from "node:path";
import { makeFolder } from "../../configs/make-folder.ts";
import type { Settings } from "../../configs/settings.ts";
import type { ChildSpec } from "../supervisor/child-spec.ts";
import { connectTemporal } from "./connect.ts";

type ServerSettings = Pick<
  Settings,
  "dataDir" | "temporalPort" | "temporalUiPort" | "temporalNamespace" | "temporalAddress" | "temporalApiKey"
>;

/** What the development server is started with. Everything it knows is kept in one file of the data folder. */
export const temporalServerArguments = (settings: ServerSettings): string[] => [
  "server",
  "start-dev",
  ...["--ip", "127.0.0.1"],
  ...["--port", `${settings.temporalPort}`],
  ...["--ui-port", `${settings.temporalUiPort}`],
  ...["--db-filename", join(settings.dataDir, "temporal.db")],
  ...["--namespace", settings.temporalNamespace],
  ...["--log-level", "warn"],
];

const answers = async (settings: ServerSettings): Promise<boolean> => {
  try {
    await using temporal = await connectTemporal(settings);
    await temporal.connection.workflowService.describeNamespace({ namespace: settings.temporalNamespace });
    return true;
  } catch {
    return false;
  }
};

/**
 * Describes the development server as a child of the supervisor; it is ready when its namespace answers.
 *
 * @param program see `findTemporalProgram`.
 */
export const temporalServer = async (program: string, settings: ServerSettings): Promise<ChildSpec> => {
  await makeFolder(settings.dataDir);
  return {
    name: "temporal",
    command: [program, ...temporalServerArguments(settings)],
    ready: { kind: "poll", check: () => answers(settings) },
    readyWithinMs: 60_000,
  };
};
