import { cleanedAlias } from "../../../domain/collections.ts";
import { type AuthorStyle, learnStyle } from "../../../domain/evaluation/style/style-similarity.ts";
import type { EvaluationReaders } from "./dependencies.ts";

/** Where an author writes prose; source code has another style. */
const PROSE = ["articles", "posts"] as const;
/** Documents of a category that a style is learnt from. */
const MOST_DOCUMENTS = 100;

/**
 * Learns the author's style from the cleaned documents that the vector store holds.
 *
 * @returns undefined when the author is unknown or has published too little.
 */
export const readAuthorStyle = async (
  { warehouse, vectors }: Pick<EvaluationReaders, "warehouse" | "vectors">,
  author: string,
): Promise<AuthorStyle | undefined> => {
  const found = await warehouse.findAuthor(author);
  if (!found) return undefined;
  const aliases = await vectors.readAliases();
  const texts: string[] = [];
  for (const alias of PROSE.map(cleanedAlias)) {
    if (!aliases.has(alias)) continue;
    const filter = { authorIds: [found.id] };
    const { items } = await vectors.listDocumentIds(alias, { filter, limit: MOST_DOCUMENTS });
    const documents = await vectors.getDocuments(alias, items);
    texts.push(...documents.map(({ text }) => text));
  }
  return learnStyle(texts);
};
