import type { DocumentFilter } from "../../domain/documents.ts";
import type { Warehouse } from "../warehouse.ts";
import { connectMongo, type MongoConnection, type MongoOptions } from "./connect.ts";
import { countDocuments } from "./count-documents.ts";
import { categoriesOf, toMongoFilter } from "./filters.ts";
import { findMissing, getDocuments, listDocuments } from "./read-documents.ts";
import { upsertDocuments } from "./upsert-documents.ts";
import { findUser, listUsers, upsertUsers } from "./users.ts";

export interface MongoWarehouseOptions extends MongoOptions {
  /** The time that new content is stamped with; the system's clock by default. */
  readonly now?: () => Date;
}

const deleteDocuments = async ({ documents }: MongoConnection, filter: DocumentFilter): Promise<number> => {
  let deleted = 0;
  for (const category of categoriesOf(filter)) {
    deleted += (await documents(category).deleteMany(toMongoFilter(filter))).deletedCount;
  }
  return deleted;
};

/** Documents first: an interrupted deletion leaves the author, who can be deleted again. */
const deleteAuthor = async (connection: MongoConnection, authorId: string): Promise<number> => {
  const deleted = await deleteDocuments(connection, { authorIds: [authorId] });
  await connection.users.deleteOne({ _id: authorId });
  return deleted;
};

/**
 * The warehouse on MongoDB 4.4 or newer (see `records.ts` for what it stores). Connects, creates missing indexes and
 * finds out whether the server has transactions.
 *
 * @throws {SetupError} when the connection string is wrong or refused.
 * @throws {UnavailableError} when no server answers in time.
 */
export const createMongoWarehouse = async ({
  now = () => new Date(),
  ...options
}: MongoWarehouseOptions): Promise<Warehouse> => {
  const connection = await connectMongo(options);
  const { guard } = connection;
  return {
    upsertAuthors: (authors) => guard(() => upsertUsers(connection, authors)),
    findAuthor: (nameOrId) => guard(() => findUser(connection, nameOrId)),
    listAuthors: () => guard(() => listUsers(connection)),
    deleteAuthor: (authorId) => guard(() => deleteAuthor(connection, authorId)),
    upsertDocuments: (documents) => guard(() => upsertDocuments(connection, documents, now())),
    getDocuments: (ids) => guard(() => getDocuments(connection, ids)),
    listDocuments: (filter, page) => guard(() => listDocuments(connection, filter, page)),
    findMissing: (ids) => guard(() => findMissing(connection, ids)),
    deleteDocuments: (filter) => guard(() => deleteDocuments(connection, filter)),
    countDocuments: (filter = {}) => guard(() => countDocuments(connection, filter)),
    ping: connection.ping,
    [Symbol.asyncDispose]: connection.close,
  };
};
