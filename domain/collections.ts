import { type Category, categories } from "./documents.ts";

/** The public names of the collections: aliases of physical collections, see `physicalName`. */
export const cleanedAlias = (category: Category): string => `cleaned_${category}`;
export const embeddedAlias = (category: Category): string => `embedded_${category}`;

/** The categories with their embedded aliases, in order. */
export const embeddedAliases: readonly string[] = categories.map(embeddedAlias);

/**
 * The physical collection behind an alias, named after what decides its content (model and dimension, chunking,
 * cleaning), so that another model's collection is built beside the one that serves.
 */
export const physicalName = (alias: string, ...parts: readonly (string | number)[]): string =>
  [alias, ...parts].join("__").replace(/[^A-Za-z0-9_.-]+/g, "-");
