import type {
  Author,
  Category,
  Document,
  DocumentFilter,
  DocumentSummary,
  Page,
  Platform,
} from "../domain/documents.ts";

/** What became of one document in an upsert. */
export interface UpsertOutcome {
  readonly id: string;
  readonly outcome: "new" | "changed" | "unchanged";
}

/** How many documents an author has in a category on a platform. */
export interface DocumentCount {
  readonly author: Author;
  readonly category: Category;
  readonly platform: Platform;
  readonly count: number;
}

/**
 * The document warehouse: what was collected, as it was collected. Every write is an upsert by id and may be
 * repeated; several processes may write at once. All methods throw `UnavailableError` when the engine does not
 * answer, and never report that as "nothing found".
 */
export interface Warehouse extends AsyncDisposable {
  /** Adds authors, or renames the ones whose id is known. */
  upsertAuthors(authors: readonly Author[]): Promise<void>;
  /** Finds an author by id or by name (case and spacing do not matter); `undefined` when unknown. */
  findAuthor(nameOrId: string): Promise<Author | undefined>;
  listAuthors(): Promise<Author[]>;
  /** Deletes an author and everything by that author; resolves to the number of documents deleted. */
  deleteAuthor(authorId: string): Promise<number>;

  /** Stores documents (and their authors), all or none; resolves to one outcome per document, in order. */
  upsertDocuments(documents: readonly Document[]): Promise<UpsertOutcome[]>;
  /** Reads documents whole, in the order of `ids`; unknown ids are left out. */
  getDocuments(ids: readonly string[]): Promise<Document[]>;
  /** Lists matching documents in order of id. `after` is the `next` of the page before. `limit` is at most 1,000. */
  listDocuments(
    filter: DocumentFilter,
    page: { after?: string; limit: number },
  ): Promise<Page<DocumentSummary>>;
  /** Of these document ids, those that the warehouse does not hold. */
  findMissing(ids: readonly string[]): Promise<string[]>;
  /** Deletes matching documents; resolves to their number. An empty filter deletes everything. */
  deleteDocuments(filter: DocumentFilter): Promise<number>;
  countDocuments(filter?: DocumentFilter): Promise<DocumentCount[]>;

  /** Resolves when the engine answers; throws `UnavailableError` otherwise. */
  ping(): Promise<void>;
}
