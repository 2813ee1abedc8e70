import { open } from "node:fs/promises";
import { z } from "zod";
import { InvalidInputError } from "../../../domain/errors.ts";

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const HEADER_LENGTH_BYTES = 8;
/** The format's own limit. */
const MAX_HEADER_BYTES = 100_000_000;

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const headerSchema = z.record(z.string(), z.unknown());

/**
 * Reads the 32-bit float tensors of a safetensors file, by name; tensors of other types are left out.
 * Format: https://huggingface.co/docs/safetensors (a little-endian length, a JSON header, the tensors' bytes).
 *
 * @throws {InvalidInputError} when the file is not of that format.
 */
export const readSafetensors = async (path: string): Promise<Map<string, Tensor>> => {
  await using file = await open(path);
  const { size } = await file.stat();
  const read = async (position: number, length: number): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = new Uint8Array(length);
    const { bytesRead } = await file.read(bytes, 0, length, position);
    if (bytesRead !== length)
      throw new InvalidInputError(`${path} ends early: it is not a whole safetensors file`);
    return bytes;
  };
  const headerLength = Number(
    new DataView((await read(0, HEADER_LENGTH_BYTES)).buffer).getBigUint64(0, true),
  );
  if (headerLength > Math.min(size, MAX_HEADER_BYTES)) {
    throw new InvalidInputError(
      `${path} is not a safetensors file: its header would be ${headerLength} bytes long`,
    );
  }
  const header = headerSchema.parse(
    JSON.parse(new TextDecoder().decode(await read(HEADER_LENGTH_BYTES, headerLength))),
  );
  const tensors = new Map<string, Tensor>();
  for (const [name, raw] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const { dtype, shape, data_offsets } = entrySchema.parse(raw);
    if (dtype !== "F32") continue;
    const [start, end] = data_offsets;
    const bytes = await read(HEADER_LENGTH_BYTES + headerLength + start, end - start);
    const data = new Float32Array(bytes.buffer);
    if (data.length !== shape.reduce((product, size) => product * size, 1)) {
      throw new InvalidInputError(
        `${path}: the tensor ${name} has ${data.length} values, not ${shape.join(" × ")}`,
      );
    }
    tensors.set(name, { shape, data });
  }
  return tensors;
};
