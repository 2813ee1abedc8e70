import { categories } from "../../domain/documents.ts";
import { NotFoundError } from "../../domain/errors.ts";
import { resolveScope } from "../features/resolve-scope.ts";
import { createCleanedDocuments } from "./cleaned-documents.ts";
import type { DatasetActivities } from "./contract.ts";
import type { DatasetDependencies } from "./dependencies.ts";

/** See `DatasetActivities.listDocuments`. */
export const listDocuments = async (
  { vectors, warehouse }: Pick<DatasetDependencies, "vectors" | "warehouse">,
  { authors, after, limit }: Parameters<DatasetActivities["listDocuments"]>[0],
): ReturnType<DatasetActivities["listDocuments"]> => {
  const { scope } = await resolveScope({ warehouse }, { categories, ...(authors && { authors }) });
  const filter = scope.authorIds ? { authorIds: scope.authorIds } : {};
  const cleaned = createCleanedDocuments(vectors);
  const total = await cleaned.count(filter);
  if (total === 0) {
    throw new NotFoundError(
      `There are no cleaned documents ${authors ? `of ${authors.join(", ")}` : "at all"}: run featureEngineering (twin features) first.`,
    );
  }
  const { items, next } = await cleaned.list(filter, { limit, ...(after !== undefined && { after }) });
  return { documentIds: items, total, ...(next !== undefined && { next }) };
};
