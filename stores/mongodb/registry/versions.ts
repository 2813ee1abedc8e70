import type { Collection, Filter } from "mongodb";
import type { z } from "zod";
import { ConflictError } from "../../../domain/errors.ts";
import type { Page } from "../../registry.ts";
import { positionOf } from "../../registry-rules.ts";
import { isDuplicateKey } from "../errors.ts";
import type { VersionRecord } from "./collections.ts";
import { listNewest } from "./list-newest.ts";

/** Attempts at a number, or at a move, that others try for at the same moment; one of them wins each time. */
export const MAX_ATTEMPTS = 50;

interface Version {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly createdAt: string;
}

/** One kind of versions: where they are, what they must look like, and the field that names what is numbered. */
export interface Shelf<T extends Version> {
  readonly collection: Collection<VersionRecord>;
  readonly schema: z.ZodType<T>;
  readonly name: "name" | "model";
}

/** @throws {z.ZodError} when what was read is not a record of ours. */
export const parseVersion = <T extends Version>(schema: z.ZodType<T>, record: VersionRecord): T =>
  schema.parse({ ...record, id: record._id });

/** The one version that a filter allows. */
export const findVersion = async <T extends Version>(
  { collection, schema }: Shelf<T>,
  filter: Filter<VersionRecord>,
): Promise<T | undefined> => {
  const found = await collection.findOne(filter);
  return found ? parseVersion(schema, found) : undefined;
};

const nextNumber = async <T extends Version>(
  { collection, name }: Shelf<T>,
  value: string,
): Promise<number> => {
  const newest = await collection
    .find({ [name]: value })
    .sort({ version: -1 })
    .limit(1)
    .next();
  return (newest?.version ?? 0) + 1;
};

/**
 * Stores a draft under the next number of its name. Where another client takes that number or the same key first, the
 * unique indexes refuse the record, and it is looked at again.
 *
 * @param make the version that a number gives, with fields for indexes alone.
 */
export const register = async <T extends Version>(
  shelf: Shelf<T>,
  { key, name }: { readonly key: string; readonly name: string },
  make: (version: number) => { readonly version: T; readonly indexed?: Readonly<Record<string, string>> },
): Promise<{ readonly version: T; readonly created: boolean }> => {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const there = await findVersion(shelf, { key });
    if (there) return { version: there, created: false };
    const { version, indexed } = make(await nextNumber(shelf, name));
    const { id, ...fields } = version;
    const position = positionOf(version.createdAt, id, version.version);
    try {
      await shelf.collection.insertOne({ _id: id, ...fields, ...indexed, position });
      return { version, created: true };
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new ConflictError(`Others keep registering versions of ${name}; try again.`);
};

/** One page, newest first. @throws {InvalidInputError} when the limit is wrong. */
export const listVersions = <T extends Version>(
  { collection, schema }: Shelf<T>,
  filter: Filter<VersionRecord>,
  page: { readonly after?: string; readonly limit: number },
): Promise<Page<T>> =>
  listNewest(
    (older) => collection.find({ $and: [filter, older] }),
    page,
    (record) => parseVersion(schema, record),
  );
