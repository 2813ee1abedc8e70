import type { Page } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";

const MAX_PAGE = 1_000;

/**
 * Reads one page by asking for one item more than fits.
 *
 * @throws {InvalidInputError} when the limit is not a whole number from 1 to 1,000.
 */
export const readPage = <T>(
  limit: number,
  read: (count: number) => readonly T[],
  cursor: (last: T) => string,
): Page<T> => {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new InvalidInputError(`limit must be a whole number from 1 to ${MAX_PAGE}, is ${limit}`);
  }
  const found = read(limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: cursor(last) } : { items };
};
