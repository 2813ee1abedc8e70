import { join } from "node:path";
import type { Settings } from "../configs/settings.ts";
import type { ArtefactStore } from "./artefact-store.ts";
import { createFilesystemArtefactStore } from "./filesystem/artefact-store.ts";
import { createMongoRegistry } from "./mongodb/create-mongo-registry.ts";
import { createMongoWarehouse } from "./mongodb/create-mongo-warehouse.ts";
import { createQdrantVectorStore } from "./qdrant/create-qdrant-vector-store.ts";
import type { Registry } from "./registry.ts";
import { createS3ArtefactStore } from "./s3/artefact-store.ts";
import { createSqliteRegistry } from "./sqlite/create-sqlite-registry.ts";
import { createSqliteVectorStore } from "./sqlite/create-sqlite-vector-store.ts";
import { createSqliteWarehouse } from "./sqlite/create-sqlite-warehouse.ts";
import { openSqliteDatabase, type SqliteDatabase } from "./sqlite/open-database.ts";
import type { VectorStore } from "./vector-store.ts";
import type { Warehouse } from "./warehouse.ts";

export type StoreSettings = Pick<Settings, "dataDir"> &
  Partial<
    Pick<
      Settings,
      | "mongodbUri"
      | "qdrantUrl"
      | "qdrantApiKey"
      | "artefactsUrl"
      | "artefactsS3Endpoint"
      | "artefactsS3Region"
      | "artefactsS3AccessKey"
      | "artefactsS3SecretKey"
    >
  >;

export interface Stores extends AsyncDisposable {
  readonly warehouse: Warehouse;
  readonly vectors: VectorStore;
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
}

/** The SQLite file that holds whatever no server was named for. */
export const databaseFile = ({ dataDir }: Pick<Settings, "dataDir">): string => join(dataDir, "twin.db");

/**
 * Opens the artefact store alone: folders in DATA_DIR, or objects of the bucket `artefactsUrl`.
 *
 * @throws {SetupError} when a setting is wrong.
 */
export const openArtefactStore = (settings: StoreSettings): ArtefactStore & Disposable => {
  const { dataDir, artefactsUrl, artefactsS3AccessKey, artefactsS3SecretKey } = settings;
  if (!artefactsUrl) {
    const store = createFilesystemArtefactStore({ folder: join(dataDir, "artefacts") });
    return { ...store, [Symbol.dispose]: () => {} };
  }
  return createS3ArtefactStore({
    url: artefactsUrl,
    endpoint: settings.artefactsS3Endpoint,
    region: settings.artefactsS3Region ?? "us-east-1",
    cacheFolder: join(dataDir, "artefact-cache"),
    ...(artefactsS3AccessKey &&
      artefactsS3SecretKey && {
        credentials: { accessKeyId: artefactsS3AccessKey, secretAccessKey: artefactsS3SecretKey },
      }),
  });
};

/**
 * Opens all stores: warehouse and registry on MongoDB where `mongodbUri` is set, the vectors on Qdrant where
 * `qdrantUrl` is, and otherwise in the SQLite file, which is only made when a part needs it. Artefacts are folders
 * in DATA_DIR, or objects of the bucket `artefactsUrl`.
 * Disposing of the result closes all.
 *
 * @throws {SetupError} when a setting or the file is wrong; {UnavailableError} when MongoDB or the disk does not answer.
 */
export const openStores = async (settings: StoreSettings): Promise<Stores> => {
  const { mongodbUri, qdrantUrl, qdrantApiKey } = settings;
  await using opening = new AsyncDisposableStack();

  let database: SqliteDatabase | undefined;
  const sqlite = async (): Promise<SqliteDatabase> => {
    database ??= opening.use(await openSqliteDatabase({ file: databaseFile(settings) }));
    return database;
  };
  const warehouse = opening.use(
    mongodbUri ? await createMongoWarehouse({ uri: mongodbUri }) : createSqliteWarehouse(await sqlite()),
  );
  const registry = opening.use(
    mongodbUri ? await createMongoRegistry({ uri: mongodbUri }) : createSqliteRegistry(await sqlite()),
  );
  const vectors = opening.use(
    qdrantUrl
      ? createQdrantVectorStore({ url: qdrantUrl, apiKey: qdrantApiKey })
      : createSqliteVectorStore(await sqlite()),
  );

  const artefacts = opening.use(openArtefactStore(settings));

  const opened = opening.move();
  return { warehouse, vectors, registry, artefacts, [Symbol.asyncDispose]: () => opened.disposeAsync() };
};
