import { z } from "zod";
import type { Page } from "../../registry.ts";
import type { Connection } from "../connection.ts";
import { readPage } from "../paging.ts";

export type Table = "datasets" | "models" | "approvals";
/** Values that columns must have; `undefined` means any. */
export type Restriction = Readonly<Record<string, string | number | undefined>>;

const rowSchema = z.object({ body: z.string() });
const versionRowSchema = z.object({ version: z.int() });
const placedRowSchema = z.object({ body: z.string(), position: z.string() });

/** A thrown ZodError loses its message on the way out of the thread. */
const parseJson = <T>(schema: z.ZodType<T>, body: string): T => {
  const parsed = schema.safeParse(JSON.parse(body));
  if (parsed.success) return parsed.data;
  throw new Error(`A record in the database is not what was stored: ${z.prettifyError(parsed.error)}`);
};

/** The record that a row's column `body` holds as JSON; `undefined` when there is no row. */
export const parseBody = <T>(schema: z.ZodType<T>, row: unknown): T | undefined =>
  row === undefined ? undefined : parseJson(schema, rowSchema.parse(row).body);

/** The record whose column has a value; one that is unique. */
export const findRecord = <T>(
  connection: Connection,
  table: Table,
  schema: z.ZodType<T>,
  [column, value]: readonly [column: string, value: string],
): T | undefined =>
  parseBody(schema, connection.prepare(`SELECT body FROM ${table} WHERE ${column} = ?`).get(value));

const toWhere = (restriction: Restriction): { sql: string; values: (string | number)[] } => {
  const given = Object.entries(restriction).flatMap(([column, value]) =>
    value === undefined ? [] : [[column, value] as const],
  );
  return {
    sql: given.map(([column]) => `${column} = ? AND `).join(""),
    values: given.map(([, value]) => value),
  };
};

/** Sorts after every position. */
const END = "~";

/** One page of records, newest first. @throws {InvalidInputError} when the limit is wrong. */
export const listRecords = <T>(
  connection: Connection,
  table: Table,
  schema: z.ZodType<T>,
  restriction: Restriction,
  { after = END, limit }: { readonly after?: string; readonly limit: number },
): Page<T> => {
  const { sql, values } = toWhere(restriction);
  const statement = connection.prepare(
    `SELECT body, position FROM ${table} WHERE ${sql} position < ? ORDER BY position DESC LIMIT ?`,
  );
  const read = (count: number) => placedRowSchema.array().parse(statement.all(...values, after, count));
  const { items, next } = readPage(limit, read, ({ position }) => position);
  return {
    items: items.map(({ body }) => parseJson(schema, body)),
    ...(next !== undefined && { next }),
  };
};

/** The number that the next version of a name gets. */
export const nextVersion = (
  connection: Connection,
  table: "datasets" | "models",
  [column, name]: readonly [column: "name" | "model", name: string],
): number =>
  versionRowSchema.parse(
    connection
      .prepare(`SELECT coalesce(max(version), 0) + 1 AS version FROM ${table} WHERE ${column} = ?`)
      .get(name),
  ).version;
