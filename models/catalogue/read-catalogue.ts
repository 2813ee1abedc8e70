import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import { SetupError } from "../../domain/errors.ts";
import { type Catalogue, catalogueSchema } from "./catalogue-schema.ts";

/**
 * Reads `configs/models.yaml` or another file of that form.
 *
 * @throws {SetupError} that names the file and each wrong field.
 */
export const readCatalogue = async (
  file: URL | string = new URL("../../configs/models.yaml", import.meta.url),
): Promise<Catalogue> => {
  const parsed = catalogueSchema.safeParse(parse(await readFile(file, "utf8")));
  if (!parsed.success) throw new SetupError(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
