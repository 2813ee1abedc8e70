import type { Category } from "../../domain/documents.ts";
import { NotFoundError } from "../../domain/errors.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { FeatureScope } from "./contract.ts";

/** Turns author names into ids and counts the documents meant. Throws `NotFoundError` that names every unknown author. */
export const resolveScope = async (
  { warehouse }: { warehouse: Warehouse },
  { authors, categories }: { authors?: readonly string[]; categories: readonly Category[] },
): Promise<{ scope: FeatureScope; documents: number }> => {
  const scope: FeatureScope = { categories, ...(authors && { authorIds: await idsOf(warehouse, authors) }) };
  const counts = await warehouse.countDocuments(scope);
  return { scope, documents: counts.reduce((sum, { count }) => sum + count, 0) };
};

const idsOf = async (warehouse: Warehouse, names: readonly string[]): Promise<string[]> => {
  const found = await Promise.all(names.map((name) => warehouse.findAuthor(name)));
  const unknown = names.filter((_, index) => !found[index]);
  if (unknown.length > 0) {
    const known = (await warehouse.listAuthors()).map((author) => author.name);
    throw new NotFoundError(
      `authors: the warehouse knows no ${unknown.map((name) => JSON.stringify(name)).join(", ")}. ` +
        (known.length > 0
          ? `It knows ${known.slice(0, 20).join(", ")}.`
          : "It is empty: collect or import something first."),
    );
  }
  return found.flatMap((author) => author?.id ?? []);
};
