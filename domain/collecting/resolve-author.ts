import type { Author } from "../documents.ts";
import { authorId, normalizedAuthorName } from "../identity.ts";
import { ANY_AUTHOR } from "../runs/etl.ts";
import type { RecordFields } from "./record-fields.ts";

export type AuthorResolution = { readonly author: Author } | { readonly problem: string };

/** An author by name; every spelling of a name has the same id. */
export const toAuthor = (name: string): Author => ({
  id: authorId(name),
  name: name.trim().replace(/\s+/g, " "),
});

/**
 * The author of a record in a run for `wanted`, which is a name, or `*` for whoever the records name. A record by
 * somebody else is a problem, never stored under another's name.
 */
export const resolveAuthor = (
  { author, authorField }: Pick<RecordFields, "author" | "authorField">,
  wanted: string,
): AuthorResolution => {
  if (wanted === ANY_AUTHOR) {
    return author === undefined
      ? { problem: `${authorField}: is missing; name the author there, or import for one author by name` }
      : { author: toAuthor(author) };
  }
  if (author !== undefined && normalizedAuthorName(author) !== normalizedAuthorName(wanted)) {
    return {
      problem: `${authorField}: is by ${JSON.stringify(author.slice(0, 200))}, but this import is for ${JSON.stringify(wanted)}`,
    };
  }
  return { author: toAuthor(wanted) };
};
