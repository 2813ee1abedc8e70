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
  `
  CREATE TABLE datasets (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL,
    position TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    UNIQUE (name, version)
  ) STRICT;

  CREATE TABLE models (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    author TEXT NOT NULL,
    dataset_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    position TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    UNIQUE (model, version)
  ) STRICT;
  CREATE UNIQUE INDEX models_one_in_production ON models (model) WHERE stage = 'production';

  CREATE TABLE approvals (
    run_id TEXT PRIMARY KEY,
    workflow_id TEXT NOT NULL,
    author TEXT NOT NULL,
    pending INTEGER NOT NULL CHECK (pending IN (0, 1)),
    position TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX approvals_by_workflow ON approvals (workflow_id, position);
  CREATE TRIGGER approvals_are_kept BEFORE DELETE ON approvals
    BEGIN SELECT raise(ABORT, 'decisions are kept for ever'); END;
  CREATE TRIGGER decisions_stay BEFORE UPDATE ON approvals WHEN old.pending = 0
    BEGIN SELECT raise(ABORT, 'the first decision stays'); END;

  CREATE TABLE serving_states (
    target TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE serving_reports (
    target TEXT NOT NULL,
    instance TEXT NOT NULL,
    version TEXT NOT NULL,
    reported_at TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (target, instance, version)
  ) STRICT;

  CREATE TABLE generated_samples (
    hash TEXT PRIMARY KEY,
    json TEXT NOT NULL
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
