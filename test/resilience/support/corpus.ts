import type { Category, Document, Platform, Post } from "../../../domain/documents.ts";
import { authorId, canonicalLink, documentId } from "../../../domain/identity.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";

const authors = ["Ada Byron", "Alan Mathison", "Grace Murray", "Barbara Huberman"];
const platforms: Readonly<Record<Category, Platform>> = {
  articles: "substack",
  posts: "linkedin",
  repositories: "github",
};
const subjects = ["A queue", "The worker", "Each retry", "This index", "Our schedule", "A vector", "The log"];
const verbs = ["keeps", "orders", "delays", "copies", "drops", "merges", "repeats", "measures"];
const objects = ["every message", "old results", "the last batch", "a failed call", "half of the load"];

const pick = (words: readonly string[], number: number): string => words[number % words.length] ?? "";

/** The number in it makes it unlike every other. */
const sentence = (number: number): string =>
  `${pick(subjects, number)} ${pick(verbs, number)} ${pick(objects, number)} in case ${number}.`;

const paragraph = (number: number): string =>
  Array.from({ length: 6 }, (_, index) => sentence(number * 6 + index)).join(" ");

/** What all kinds of documents have; four authors take turns, two documents each. */
const published = (category: Category, number: number) => {
  const name = pick(authors, number >> 1);
  const link = canonicalLink(`https://example.org/${category}/${number}`);
  return {
    id: documentId(link),
    author: { id: authorId(name), name },
    platform: platforms[category],
    link,
    title: `Notes, part ${number}`,
  };
};

const post = (number: number, content: string): Post => ({
  ...published("posts", number),
  category: "posts",
  content,
});

const longDocument = (number: number, paragraphs: readonly string[]): Document => {
  switch (number % 3) {
    case 0:
      return {
        ...published("articles", number),
        category: "articles",
        content: paragraphs.map((text, index) => `## Section ${index}\n\n${text}`).join("\n\n"),
      };
    case 1:
      return post(number, paragraphs.join("\n\n"));
    default:
      return {
        ...published("repositories", number),
        category: "repositories",
        files: paragraphs.map((text, index) => ({
          path: `src/step_${index}.py`,
          text: `# ${text}\ndef step_${index}():\n    return ${number}\n`,
        })),
      };
  }
};

/** So many documents of a few paragraphs each, by several authors and of all categories; the same at each call. */
export const someDocuments = (count: number, { paragraphs }: { paragraphs: number }): Document[] =>
  Array.from({ length: count }, (_, number) =>
    longDocument(
      number,
      Array.from({ length: paragraphs }, (_, index) => paragraph(number * paragraphs + index)),
    ),
  );

/** So many posts of one short sentence; another edition says something else in the same posts. */
export const tinyDocuments = (count: number, { edition = 1 } = {}): Post[] =>
  Array.from({ length: count }, (_, number) => post(number, `Note ${number}, edition ${edition}.`));

/** Stores documents as a collection would, in batches. */
export const insertAll = async (warehouse: Warehouse, documents: readonly Document[]): Promise<void> => {
  for (let start = 0; start < documents.length; start += 500) {
    await warehouse.upsertDocuments(documents.slice(start, start + 500));
  }
};
