import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeFolder } from "../../configs/make-folder.ts";
import { mapPointSchema } from "../contract/map.ts";

const finishedMapSchema = z.object({ total: z.int(), points: z.array(mapPointSchema) });
/** A map that is complete. */
export type FinishedMap = z.infer<typeof finishedMapSchema>;

/** Keeps the latest finished map on disk, under the fingerprint of what it was made from. */
export interface MapCache {
  read(fingerprint: string): Promise<FinishedMap | undefined>;
  write(fingerprint: string, map: FinishedMap): Promise<void>;
}

const PREFIX = "map-";

/** A cache in a folder, which is made when it is missing. A file that cannot be read counts as none. */
export const createMapCache = (folder: string): MapCache => {
  const nameOf = (fingerprint: string): string => `${PREFIX}${fingerprint.slice(0, 32)}.json`;
  return {
    read: async (fingerprint) => {
      try {
        const text = await readFile(join(folder, nameOf(fingerprint)), "utf8");
        return finishedMapSchema.parse(JSON.parse(text));
      } catch {
        return undefined;
      }
    },
    write: async (fingerprint, map) => {
      await makeFolder(folder);
      const name = nameOf(fingerprint);
      const temporary = join(folder, `.${name}.part`);
      await writeFile(temporary, JSON.stringify(map));
      await rename(temporary, join(folder, name));
      const stale = (await readdir(folder)).filter((other) => other.startsWith(PREFIX) && other !== name);
      await Promise.all(stale.map((other) => rm(join(folder, other), { force: true })));
    },
  };
};
