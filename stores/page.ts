import type { Page } from "../domain/documents.ts";
import { InvalidInputError } from "../domain/errors.ts";

const MAX_PAGE = 1_000;

/** @throws {InvalidInputError} when the limit of a page is not a whole number from 1 to 1,000. */
export const requireLimit = (limit: number): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE) return limit;
  throw new InvalidInputError(`limit must be a whole number from 1 to ${MAX_PAGE}, is ${limit}`);
};

/** The page that begins what was found, where one item more than fits was asked for. */
export const toPage = <T>(found: readonly T[], limit: number, cursor: (last: T) => string): Page<T> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: cursor(last) } : { items };
};
