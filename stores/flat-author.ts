import { z } from "zod";
import type { Author } from "../domain/documents.ts";

/** An author as two flat fields: engines index and filter by those, not by a record inside a record. */
export const flatAuthorFields = { authorId: z.string(), authorName: z.string() } as const;

interface FlatAuthor {
  readonly authorId: string;
  readonly authorName: string;
}

/** Puts the two fields together again. */
export const joinAuthor = <Fields extends FlatAuthor>({
  authorId,
  authorName,
  ...fields
}: Fields): Omit<Fields, keyof FlatAuthor> & { author: Author } => ({
  ...fields,
  author: { id: authorId, name: authorName },
});
