import { readSettings, type Settings } from "../../configs/settings.ts";
import { environmentFolder, isEnvironmentWhole } from "../../stack/trainer/ensure-environment.ts";
import { describeMachine } from "../../stack/trainer/hardware.ts";
import { environmentOptions } from "../../stack/trainer/open-trainer.ts";
import { gpuWorker } from "../start/children.ts";
import type { Check } from "./check.ts";

/** Looks whether the trainer is installed for the device that the GPU worker of `npm start` trains on. */
export const trainerCheck = (
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): Check => ({
  part: "Trainer",
  look: async (signal) => {
    const { trainerDevice } = readSettings(gpuWorker(environment).env ?? environment);
    const folder = await environmentFolder(await environmentOptions({ ...settings, trainerDevice }, signal));
    const machine = await describeMachine(trainerDevice);
    return (await isEnvironmentWhole(folder, signal))
      ? { state: "ok", detail: `${folder}, on ${machine}` }
      : {
          state: "warn",
          detail: `not installed yet (${machine})`,
          advice: "The first training run installs it: 6 GB, some minutes. It needs Python 3.11 or newer.",
        };
  },
});
