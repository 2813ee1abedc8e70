import { type ClientSession, type Collection, type Db, MongoClient } from "mongodb";
import { z } from "zod";
import { type Category, categories } from "../../domain/documents.ts";
import { SetupError } from "../../domain/errors.ts";
import { toTwinError } from "./errors.ts";
import type { DocumentRecord, UserRecord } from "./records.ts";

export interface MongoOptions {
  /** `mongodb://…` or `mongodb+srv://…`, with a database name. */
  readonly uri: string;
  /** How long to look for a server that takes the operation, in milliseconds; 5,000 by default. */
  readonly serverSelectionTimeoutMs?: number;
  /** How long a server that was reached may be silent, in milliseconds; 120,000 by default. */
  readonly socketTimeoutMs?: number;
}

/** What the parts of the warehouse work with. */
export interface MongoConnection {
  readonly documents: (category: Category) => Collection<DocumentRecord>;
  readonly users: Collection<UserRecord>;
  /** The database, for collections that the warehouse has no part in. */
  readonly db: Db;
  /** Runs work in a transaction; absent on a standalone server, which has none. */
  readonly transaction?: <T>(work: (session: ClientSession) => Promise<T>) => Promise<T>;
  /** Runs an operation; the driver's errors become ours. */
  readonly guard: <T>(operation: () => Promise<T>) => Promise<T>;
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const helloSchema = z.object({ setName: z.string().optional(), msg: z.string().optional() });

/** Transactions need a replica set or a sharded cluster; `hello` tells which. */
const supportsTransactions = async (db: Db): Promise<boolean> => {
  const { setName, msg } = helloSchema.parse(await db.command({ hello: 1 }));
  return setName !== undefined || msg === "isdbgrid";
};

const openClient = ({ uri, serverSelectionTimeoutMs = 5_000, socketTimeoutMs = 120_000 }: MongoOptions) => {
  if (!/^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri)) {
    throw new SetupError(
      "MONGODB_URI names no database. Add one after the host: mongodb://127.0.0.1:27017/llm_twin",
    );
  }
  try {
    return new MongoClient(uri, {
      appName: "llm-twin",
      serverSelectionTimeoutMS: serverSelectionTimeoutMs,
      connectTimeoutMS: serverSelectionTimeoutMs,
      socketTimeoutMS: socketTimeoutMs,
      writeConcern: { w: "majority" },
      readPreference: "primary",
      // Whoever calls decides on another attempt; two layers that retry multiply.
      retryReads: false,
      retryWrites: false,
      ignoreUndefined: true,
    });
  } catch {
    // The driver's message may repeat the connection string.
    throw new SetupError("MONGODB_URI is no valid connection string of MongoDB.");
  }
};

const createIndexes = async (connection: Pick<MongoConnection, "documents" | "users">): Promise<void> => {
  await connection.users.createIndex({ normalizedName: 1 });
  for (const category of categories) {
    await connection.documents(category).createIndex({ "author.id": 1 });
    await connection.documents(category).createIndex({ link: 1 });
  }
};

/**
 * Connects and creates the indexes that are missing.
 *
 * @throws {SetupError} when the connection string is wrong or refused.
 * @throws {UnavailableError} when no server answers in time.
 */
export const connectMongo = async (options: MongoOptions): Promise<MongoConnection> => {
  const client = openClient(options);
  const { srvHost, hosts } = client.options;
  const where = srvHost ?? hosts.join(", ");
  const guard = async <T>(operation: () => Promise<T>): Promise<T> => {
    try {
      return await operation();
    } catch (error) {
      throw toTwinError(error, where);
    }
  };
  const db = client.db();
  const documents = (category: Category) => db.collection<DocumentRecord>(category);
  const users = db.collection<UserRecord>("users");
  const transaction: MongoConnection["transaction"] = (work) =>
    client.withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: "snapshot" },
        writeConcern: { w: "majority" },
      }),
    );
  try {
    const hasTransactions = await guard(async () => {
      await client.connect();
      await createIndexes({ documents, users });
      return supportsTransactions(db);
    });
    return {
      documents,
      users,
      db,
      ...(hasTransactions && { transaction }),
      guard,
      ping: () => guard(async () => void (await db.command({ ping: 1 }))),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
};
