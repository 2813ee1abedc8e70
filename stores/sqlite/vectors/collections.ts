import { z } from "zod";
import { ConflictError, NotFoundError } from "../../../domain/errors.ts";
import type { CollectionInfo, CollectionSpec } from "../../vector-store.ts";
import type { Connection } from "../connection.ts";
import { sharedColumns } from "./shared-columns.ts";

const collectionRowSchema = z.object({
  id: z.int(),
  name: z.string(),
  kind: z.enum(["documents", "chunks"]),
  dimension: z.int(),
});

/** A physical collection and the names of its tables, which are made of its number, never of a user's text. */
export interface Collection extends z.infer<typeof collectionRowSchema> {
  /** Cleaned documents, or chunks. */
  readonly records: string;
  /** The vectors of chunks. */
  readonly vectors: string;
  /** The text index of chunks. */
  readonly texts: string;
}

const toCollection = (row: unknown): Collection => {
  const collection = collectionRowSchema.parse(row);
  const { id, kind } = collection;
  return { ...collection, records: `${kind}_${id}`, vectors: `vectors_${id}`, texts: `texts_${id}` };
};

/** Finds a collection by its name or an alias. */
export const findCollection = (connection: Connection, name: string): Collection | undefined => {
  const row = connection
    .prepare(
      `SELECT id, name, kind, dimension FROM collections
       WHERE name = ?1 OR id = (SELECT collection_id FROM aliases WHERE alias = ?1)
       ORDER BY name = ?1 DESC LIMIT 1`,
    )
    .get(name);
  return row && toCollection(row);
};

/** @throws {NotFoundError} when there is no such collection or alias. */
export const requireCollection = (connection: Connection, name: string): Collection => {
  const found = findCollection(connection, name);
  if (!found) throw new NotFoundError(`There is no collection or alias named ${name}`);
  return found;
};

/** @throws {NotFoundError} as `requireCollection`, and {ConflictError} when it holds records of the other kind. */
export const requireKind = (
  connection: Connection,
  name: string,
  kind: CollectionSpec["kind"],
): Collection => {
  const collection = requireCollection(connection, name);
  if (collection.kind !== kind)
    throw new ConflictError(`The collection ${name} holds ${collection.kind}, not ${kind}`);
  return collection;
};

/** @throws {ConflictError} when the vector is not of the collection's dimension. */
export const checkDimension = ({ name, dimension }: Collection, vector: Float32Array): void => {
  if (vector.length === dimension) return;
  throw new ConflictError(
    `The collection ${name} holds vectors of ${dimension} floats, got one of ${vector.length}`,
  );
};

/**
 * Rows of chunks are numbered once and never again (AUTOINCREMENT): the codes in readers' memory rely on a new chunk
 * having a higher number than all before it, see `CodesCache`.
 */
const createTables = ({ id, kind, records, vectors, texts }: Collection): string =>
  kind === "documents"
    ? `CREATE TABLE ${records} (document_id TEXT PRIMARY KEY, ${sharedColumns}) STRICT;
       CREATE INDEX documents_${id}_by_author ON ${records} (author_id);`
    : `CREATE TABLE ${records} (
         row INTEGER PRIMARY KEY AUTOINCREMENT,
         id TEXT NOT NULL UNIQUE,
         document_id TEXT NOT NULL,
         heading TEXT NOT NULL,
         passage TEXT NOT NULL,
         position INTEGER NOT NULL,
         tokens INTEGER NOT NULL,
         ${sharedColumns}
       ) STRICT;
       CREATE INDEX chunks_${id}_by_document ON ${records} (document_id, version);
       CREATE INDEX chunks_${id}_by_labels ON ${records} (author_id, category, platform);
       CREATE INDEX chunks_${id}_by_link ON ${records} (link);
       CREATE TABLE ${vectors} (row INTEGER PRIMARY KEY, vector BLOB NOT NULL) STRICT;
       CREATE VIRTUAL TABLE ${texts} USING fts5 (
         title, heading, passage, content = '', contentless_delete = 1,
         tokenize = 'porter unicode61 remove_diacritics 2'
       );`;

/** See `VectorStore.ensureCollection`. */
export const ensureCollection = (connection: Connection, spec: CollectionSpec): void => {
  const dimension = spec.kind === "chunks" ? spec.dimension : 0;
  const known = findCollection(connection, spec.name);
  if (known) {
    if (known.name === spec.name && known.kind === spec.kind && known.dimension === dimension) return;
    throw new ConflictError(
      known.name === spec.name
        ? `The collection ${spec.name} holds ${known.kind} of dimension ${known.dimension}, not ${spec.kind} of dimension ${dimension}`
        : `The name ${spec.name} is an alias of the collection ${known.name}`,
    );
  }
  const row = connection
    .prepare(
      "INSERT INTO collections (name, kind, dimension) VALUES (?, ?, ?) RETURNING id, name, kind, dimension",
    )
    .get(spec.name, spec.kind, dimension);
  connection.exec(createTables(toCollection(row)));
};

/** Every collection, by name. */
export const allCollections = (connection: Connection): Collection[] =>
  connection
    .prepare("SELECT id, name, kind, dimension FROM collections ORDER BY name")
    .all()
    .map(toCollection);

const countRowSchema = z.object({ count: z.int() });

/** See `VectorStore.listCollections`. */
export const listCollections = (connection: Connection): CollectionInfo[] =>
  allCollections(connection).map(({ name, kind, dimension, records }) => {
    const row = connection.prepare(`SELECT count(*) AS count FROM ${records}`).get();
    return { name, kind, dimension, count: countRowSchema.parse(row).count };
  });

/** See `VectorStore.dropCollection`. */
export const dropCollection = (connection: Connection, name: string): void => {
  const collection = findCollection(connection, name);
  if (!collection) return;
  const aliases = [...readAliases(connection)].filter(([, target]) => target === collection.name);
  if (aliases.length > 0) {
    throw new ConflictError(
      `The collection ${collection.name} is in use: ${aliases.map(([alias]) => alias).join(", ")} points at it. Point the alias elsewhere first.`,
    );
  }
  const { records, vectors, texts, kind } = collection;
  for (const table of kind === "chunks" ? [records, vectors, texts] : [records]) {
    connection.exec(`DROP TABLE ${table}`);
  }
  connection.prepare("DELETE FROM collections WHERE id = ?").run(collection.id);
};

const aliasRowSchema = z.object({ alias: z.string(), name: z.string() });

/** See `VectorStore.readAliases`. */
export const readAliases = (connection: Connection): Map<string, string> => {
  const rows = connection
    .prepare("SELECT alias, name FROM aliases JOIN collections ON id = collection_id ORDER BY alias")
    .all();
  return new Map(rows.map((row) => aliasRowSchema.parse(row)).map(({ alias, name }) => [alias, name]));
};

/** See `VectorStore.switchAliases`. */
export const switchAliases = (connection: Connection, aliases: Readonly<Record<string, string>>): void => {
  for (const [alias, name] of Object.entries(aliases)) {
    if (allCollections(connection).some((collection) => collection.name === alias)) {
      throw new ConflictError(`${alias} is the name of a collection and cannot be an alias`);
    }
    const { id } = requireCollection(connection, name);
    connection.prepare("INSERT OR REPLACE INTO aliases (alias, collection_id) VALUES (?, ?)").run(alias, id);
  }
};
