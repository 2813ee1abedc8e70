import { InvalidInputError } from "../../../domain/errors.ts";
import { gguf } from "./gguf.ts";
import type { Quantizer } from "./quantizer.ts";

const quantizers: readonly Quantizer[] = [gguf];

/** @throws {InvalidInputError} when nothing makes this type; it lists the types there are. */
export const findQuantizer = (type: string): Quantizer => {
  const quantizer = quantizers.find(({ types }) => types.includes(type));
  if (quantizer) return quantizer;
  const known = quantizers.flatMap(({ types }) => types).join(", ");
  throw new InvalidInputError(`quantization: there is no ${JSON.stringify(type)}; there is ${known}`);
};
