import { z } from "zod";
import { SetupError } from "../../domain/errors.ts";
import type { Catalogue } from "../../models/catalogue/catalogue-schema.ts";
import { ensureModel } from "../../models/catalogue/ensure-model.ts";
import { ensureUnquantized } from "../../models/catalogue/ensure-unquantized.ts";

/** Which weights of a base model were taken; an adapter fits these alone. */
export const baseModelSchema = z.object({
  /** As the run names it. */
  name: z.string(),
  /** `gguf`: the catalogue's quantized file, whose weights are taken for what they stand for. */
  weights: z.enum(["unquantized", "gguf", "folder", "hub"]),
});
export type BaseModel = z.infer<typeof baseModelSchema>;

/** A base model on this machine: a folder, or a name that the trainer fetches from the hub itself. */
export interface LocatedModel extends BaseModel {
  readonly location: string;
}

interface Locating {
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/** Finds base models for training and merging. */
export interface BaseModels {
  /** Chooses the weights for a run: unquantized ones where they are in reach. */
  choose(name: string, locating: Locating): Promise<LocatedModel>;
  /** Finds the weights that were chosen before. */
  find(chosen: BaseModel, locating: Locating): Promise<LocatedModel>;
}

/** A path, as opposed to a name on the hub (`owner/name`). */
const isPath = (name: string): boolean => /^[./~]/.test(name);

/**
 * Base models by their names: one of the catalogue, a folder, or a name on the hub.
 *
 * @throws what `ensureModel` throws when a model of the catalogue cannot be had.
 */
export const createBaseModels = ({
  catalogue,
  cacheDir,
}: {
  readonly catalogue: Catalogue;
  /** See `cacheFolder`. */
  readonly cacheDir: string;
}): BaseModels => {
  const optionsOf = (name: string, { signal, onNote }: Locating) => ({
    catalogue,
    cacheDir,
    signal,
    onProgress: ({ step }: { readonly step: string }) => onNote(`${step} the base model ${name}`),
  });
  const findUnquantized = async (name: string, locating: Locating): Promise<LocatedModel | undefined> => {
    const location = await ensureUnquantized(name, optionsOf(name, locating));
    return location === undefined ? undefined : { name, weights: "unquantized", location };
  };
  const findGguf = async (name: string, locating: Locating): Promise<LocatedModel> => {
    const { folder } = await ensureModel(name, "generation", optionsOf(name, locating));
    return { name, weights: "gguf", location: folder };
  };
  return {
    choose: async (name, locating) => {
      if (!Object.hasOwn(catalogue, name)) {
        return { name, weights: isPath(name) ? "folder" : "hub", location: name };
      }
      try {
        const unquantized = await findUnquantized(name, locating);
        if (unquantized) return unquantized;
      } catch (error) {
        if (!(error instanceof SetupError)) throw error;
        locating.onNote(`the unquantized weights of ${name} are out of reach, its GGUF file is taken`);
      }
      return findGguf(name, locating);
    },
    find: async (chosen, locating) => {
      const { name, weights } = chosen;
      if (weights === "folder" || weights === "hub") return { name, weights, location: name };
      if (weights === "gguf") return findGguf(name, locating);
      const unquantized = await findUnquantized(name, locating);
      if (!unquantized)
        throw new SetupError(`The catalogue names no unquantized weights of ${name} any more.`);
      return unquantized;
    },
  };
};
