import { readEnvironment } from "../../configs/environment.ts";
import { readSettings } from "../../configs/settings.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { findTemporalProgram } from "../../stack/temporal/find-program.ts";

/** The path of Temporal's CLI, found or fetched as `npm start` does it. */
export const temporalProgram = async (): Promise<string> => {
  const settings = readSettings(await readEnvironment());
  return (await findTemporalProgram({ cacheDir: cacheFolder(settings) })).path;
};
