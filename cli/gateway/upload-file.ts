import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { type ImportResponse, importResponseSchema } from "../../api/contract/imports.ts";
import { describeError } from "../../domain/describe-error.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import type { CommandContext } from "../command-context.ts";
import { formatBytes } from "../output/format.ts";

const sizeOf = async (file: string): Promise<number> => {
  const stats = await stat(file).catch((error: unknown) => {
    throw new InvalidInputError(`${file} cannot be read: ${describeError(error)}`, { cause: error });
  });
  if (!stats.isFile()) throw new InvalidInputError(`${file} is not a file.`);
  if (stats.size === 0) throw new InvalidInputError(`${file} is empty: there is nothing to import.`);
  return stats.size;
};

/**
 * Uploads a file to the gateway as it is read, with progress.
 *
 * @throws {InvalidInputError} when there is no such file or it is empty; what the gateway client throws.
 */
export const uploadFile = async (
  { gateway, output, signal }: Pick<CommandContext, "gateway" | "output" | "signal">,
  file: string,
): Promise<ImportResponse> => {
  const total = await sizeOf(file);
  const live = output.live();
  let sent = 0;
  const counted = async function* () {
    for await (const bytes of createReadStream(file, { highWaterMark: 1 << 20 })) {
      sent += bytes.length;
      live.update([`Uploading ${basename(file)}: ${formatBytes(sent)} of ${formatBytes(total)}`]);
      yield bytes;
    }
  };
  try {
    const path = `/imports?name=${encodeURIComponent(basename(file))}`;
    const body = Readable.toWeb(Readable.from(counted(), { objectMode: false }));
    return await gateway.upload(path, body, importResponseSchema, signal);
  } finally {
    live.end();
  }
};
