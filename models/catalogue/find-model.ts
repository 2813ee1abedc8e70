import { InvalidInputError } from "../../domain/errors.ts";
import type { Catalogue, ModelKind, ModelOfKind } from "./catalogue-schema.ts";

/**
 * Looks a model up by its exact name.
 *
 * @throws {InvalidInputError} when there is none of that name and kind; it lists those there are.
 */
export const findModel = <Kind extends ModelKind>(
  catalogue: Catalogue,
  name: string,
  kind: Kind,
): ModelOfKind<Kind> => {
  const isOfKind = (model: Catalogue[string]): model is ModelOfKind<Kind> => model.kind === kind;
  const model = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (model && isOfKind(model)) return model;
  const names = Object.keys(catalogue).filter((other) => catalogue[other]?.kind === kind);
  throw new InvalidInputError(
    `There is no ${kind} model named ${JSON.stringify(name)} in the catalogue; there is ${names.join(", ") || "none"}. Models are added in configs/models.yaml.`,
  );
};
