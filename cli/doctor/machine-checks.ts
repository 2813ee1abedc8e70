import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { projectRoot } from "../../configs/environment.ts";
import type { Settings } from "../../configs/settings.ts";
import { tryWriting } from "../../configs/try-writing.ts";
import { describeError } from "../../domain/describe-error.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { findPip } from "../../stack/downloads/python-client.ts";
import { runProgram } from "../../stack/downloads/run-program.ts";
import { formatBytes } from "../output/format.ts";
import type { Check } from "./check.ts";

/** Bytes that a first start takes at most, and that a running twin should always have. */
const WANTED_SPACE = 2e9;
const NEEDED_SPACE = 2e8;

const nodeCheck: Check = {
  part: "Node",
  look: async () => ({ state: "ok", detail: `${process.versions.node} at ${process.execPath}` }),
};

/** The folder itself, or what it will be made in. */
const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(dirname(folder));

/** Tells why nothing can be written to a folder, or nothing. Leaves nothing there. */
const whyUnwritable = (folder: string): Promise<string | undefined> =>
  tryWriting(nearestFolder(folder)).then(() => undefined, describeError);

const writableCheck = (part: string, folder: string, setting: string): Check => ({
  part,
  look: async (signal) => {
    const why = await whyUnwritable(folder);
    if (!why) return spaceCheck(part, folder).look(signal);
    return {
      state: "fail",
      detail: `${folder} cannot be written to (${why})`,
      advice: `Set ${setting} to a folder that can, or change its permissions.`,
    };
  },
});

const spaceCheck = (part: string, folder: string): Check => ({
  part,
  look: async () => {
    const { bavail, bsize } = await statfs(nearestFolder(folder));
    const free = bavail * bsize;
    const detail = `${formatBytes(free)} free in ${folder}`;
    const advice = "Free some space, or choose a folder on another disk.";
    if (free < NEEDED_SPACE) return { state: "fail", detail, advice };
    return free < WANTED_SPACE ? { state: "warn", detail, advice } : { state: "ok", detail };
  },
});

const npmCheck: Check = {
  part: "npm",
  look: async (signal) => {
    const version = await runProgram(["npm", "--version"], { signal }).catch(() => undefined);
    return version
      ? { state: "ok", detail: version.trim() }
      : { state: "fail", detail: "not found", advice: "Install npm; it comes with Node." };
  },
};

const pipCheck: Check = {
  part: "pip",
  look: async (signal) => {
    const pip = await findPip(signal).catch(() => undefined);
    return pip
      ? { state: "ok", detail: pip.join(" ") }
      : {
          state: "warn",
          detail: "not found; it is needed where only package registries are in reach",
          advice: "Install Python with pip, or uv.",
        };
  },
};

/** Looks at what this machine has, whether anything runs or not. */
export const machineChecks = (settings: Settings): Check[] => [
  nodeCheck,
  npmCheck,
  pipCheck,
  writableCheck("Data folder", settings.dataDir, "DATA_DIR"),
  writableCheck("Cache folder", cacheFolder(settings), "CACHE_DIR"),
  spaceCheck("Project folder", projectRoot),
];
