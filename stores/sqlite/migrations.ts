import { z } from "zod";
import { SetupError } from "../../domain/errors.ts";
import type { Connection } from "./connection.ts";

/** The schema's history: each entry takes the file one version further. Entries are only ever added. */
const migrations: readonly string[] = [
  `
  CREATE TABLE authors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    normalized_name TEXT NOT NULL
  ) STRICT;
  CREATE INDEX authors_by_name ON authors (normalized_name);

  CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    category TEXT NOT NULL,
    platform TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES authors (id),
    author_name TEXT NOT NULL,
    link TEXT NOT NULL,
    title TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX documents_by_author ON documents (author_id, category, platform);
  CREATE INDEX documents_by_link ON documents (link);

  CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('documents', 'chunks')),
    dimension INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE aliases (
    alias TEXT PRIMARY KEY,
    collection_id INTEGER NOT NULL REFERENCES collections (id)
  ) STRICT;
  `,
];

const versionSchema = z.object({ user_version: z.int() });

const readVersion = (connection: Connection): number =>
  versionSchema.parse(connection.prepare("PRAGMA user_version").get()).user_version;

/**
 * Brings the file to the newest schema; processes that start together do it once.
 *
 * @throws {SetupError} when the file was made by a newer version of this program.
 */
export const migrate = (connection: Connection): void => {
  if (readVersion(connection) === migrations.length) return;
  connection.transaction("IMMEDIATE", () => {
    const version = readVersion(connection);
    if (version > migrations.length) {
      throw new SetupError(
        `The database ${connection.file} has schema version ${version}, this program knows ${migrations.length}. Update the program, or set DATA_DIR to another folder.`,
      );
    }
    for (const migration of migrations.slice(version)) connection.exec(migration);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
  });
};
