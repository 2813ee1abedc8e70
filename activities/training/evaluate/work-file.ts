import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type MeasuredSample, measuredSampleSchema } from "./measured-sample.ts";

const lineSchema = z.object({ key: z.string(), measured: measuredSampleSchema });

/** Results that outlive a killed worker. */
export interface WorkFile {
  find(key: string): MeasuredSample | undefined;
  /** Adds a result; it is on the disk when this resolves. */
  add(key: string, measured: MeasuredSample): Promise<void>;
}

const parseLine = (line: string): z.infer<typeof lineSchema> | undefined => {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    // The last line of a worker that was killed while it wrote: that sample is measured again.
    return undefined;
  }
};

const readIfThere = async (file: string): Promise<string> =>
  readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });

/** Opens a file of results, one JSON object a line, made when the first one is added. */
export const openWorkFile = async (file: string): Promise<WorkFile> => {
  const known = new Map<string, MeasuredSample>();
  for (const line of (await readIfThere(file)).split("\n")) {
    const parsed = parseLine(line);
    if (parsed) known.set(parsed.key, parsed.measured);
  }
  await mkdir(dirname(file), { recursive: true });
  return {
    find: (key) => known.get(key),
    add: async (key, measured) => {
      // The line break first: it ends a line that was cut off.
      await appendFile(file, `\n${JSON.stringify({ key, measured })}`, { flush: true });
      known.set(key, measured);
    },
  };
};
