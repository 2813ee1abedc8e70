import { type Swept, sweepRunFolders } from "../activities/training/sweep-run-folders.ts";
import type { Settings } from "../configs/settings.ts";
import { DAY_MS } from "../domain/runs/duration.ts";
import { connectTemporal } from "../stack/temporal/connect.ts";
import { createIsOpen } from "../stack/temporal/is-open.ts";

/**
 * Makes the sweep of a GPU worker's folder, which asks Temporal which runs are open.
 *
 * @param workFolder `training` in DATA_DIR.
 */
export const openSweep =
  (settings: Settings, workFolder: string) =>
  async (signal: AbortSignal): Promise<Swept> => {
    await using temporal = await connectTemporal(settings);
    return await sweepRunFolders({
      workFolder,
      isOpen: createIsOpen(temporal.client),
      keepMs: settings.trainingKeepDays * DAY_MS,
      now: Date.now,
      signal,
    });
  };
