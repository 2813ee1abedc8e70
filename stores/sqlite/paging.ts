import type { Page } from "../../domain/documents.ts";
import { requireLimit, toPage } from "../page.ts";

/**
 * Reads one page by asking for one item more than fits.
 *
 * @throws {InvalidInputError} when the limit is not a whole number from 1 to 1,000.
 */
export const readPage = <T>(
  limit: number,
  read: (count: number) => readonly T[],
  cursor: (last: T) => string,
): Page<T> => toPage(read(requireLimit(limit) + 1), limit, cursor);
