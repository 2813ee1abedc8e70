import type { Article, Author, Document, Post, Repository } from "../../../domain/documents.ts";
import { canonicalLink, documentId } from "../../../domain/identity.ts";
import { ada } from "../vector-store/fixtures.ts";

const published = (path: string, author: Author) => {
  const link = canonicalLink(`https://example.com/${path}`);
  return { id: documentId(link), author, link, title: `About ${path}` };
};

export const article = (path: string, overrides: Partial<Article> = {}): Article => ({
  ...published(path, overrides.author ?? ada),
  category: "articles",
  platform: "medium",
  content: `# ${path}\n\nWhat ${path} is.`,
  ...overrides,
});

export const post = (path: string, overrides: Partial<Post> = {}): Post => ({
  ...published(path, overrides.author ?? ada),
  category: "posts",
  platform: "linkedin",
  content: `A few words on ${path}.`,
  ...overrides,
});

export const repository = (path: string, overrides: Partial<Repository> = {}): Repository => ({
  ...published(path, overrides.author ?? ada),
  category: "repositories",
  platform: "github",
  files: [{ path: "README.md", text: `# ${path}\n` }],
  ...overrides,
});

export const idsOf = (documents: readonly Pick<Document, "id">[]): string[] =>
  documents.map(({ id }) => id).sort();
