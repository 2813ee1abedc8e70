import { z } from "zod";
import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import type { CollectionInfo, CollectionSpec } from "../vector-store.ts";
import type { QdrantConnection } from "./connection.ts";
import { statusOf } from "./errors.ts";
import { DENSE, TEXT } from "./points.ts";

const infoSchema = z.object({
  config: z.object({
    params: z.object({
      vectors: z.object({ [DENSE]: z.object({ size: z.number() }).optional() }).optional(),
    }),
  }),
  payload_schema: z.record(z.string(), z.unknown()),
});

/** What is filtered or counted by. */
const INDEXES = {
  authorId: "keyword",
  category: "keyword",
  platform: "keyword",
  documentId: "keyword",
  link: "keyword",
  position: "integer",
} as const;

interface Shape {
  readonly kind: CollectionSpec["kind"];
  readonly dimension: number;
  readonly indexed: readonly string[];
}

/** Kind, dimension and indexes of a collection; a collection without a dense vector holds documents. */
const readShape = async ({ client, guard }: QdrantConnection, name: string): Promise<Shape> => {
  const { config, payload_schema } = infoSchema.parse(await guard(name, () => client.getCollection(name)));
  const dense = config.params.vectors?.[DENSE];
  return {
    kind: dense ? "chunks" : "documents",
    dimension: dense?.size ?? 0,
    indexed: Object.keys(payload_schema),
  };
};

const dimensionOf = (spec: CollectionSpec): number => (spec.kind === "chunks" ? spec.dimension : 0);

/** @throws {ConflictError} when the collection is of another kind, or of another dimension than is given. */
export const requireKind = async (
  connection: QdrantConnection,
  name: string,
  kind: CollectionSpec["kind"],
  dimension?: number,
): Promise<Shape> => {
  const shape = await readShape(connection, name);
  if (shape.kind !== kind) {
    throw new ConflictError(`Collection "${name}" holds ${shape.kind}, not ${kind}.`);
  }
  if (dimension !== undefined && shape.dimension !== dimension) {
    throw new ConflictError(
      `Collection "${name}" holds vectors of dimension ${shape.dimension}, not ${dimension}.`,
    );
  }
  return shape;
};

/** Creates the collection unless another process does so at the same moment. */
const create = async ({ client, guard }: QdrantConnection, spec: CollectionSpec): Promise<void> => {
  const vectors =
    spec.kind === "chunks" ? { [DENSE]: { size: spec.dimension, distance: "Cosine" as const } } : {};
  const sparse = spec.kind === "chunks" ? { [TEXT]: { modifier: "idf" as const } } : {};
  await guard(spec.name, async () => {
    try {
      await client.createCollection(spec.name, { vectors, sparse_vectors: sparse });
    } catch (error) {
      // Another process was first; whether its collection fits is checked next.
      if (!(await client.collectionExists(spec.name)).exists) throw error;
    }
  });
};

/** See `VectorStore.ensureCollection`. An interrupted creation is completed. */
export const ensureCollection = async (connection: QdrantConnection, spec: CollectionSpec): Promise<void> => {
  const { client, guard } = connection;
  const { exists } = await guard(spec.name, () => client.collectionExists(spec.name));
  if (!exists) await create(connection, spec);
  const { indexed } = await requireKind(connection, spec.name, spec.kind, dimensionOf(spec));
  for (const [field_name, field_schema] of Object.entries(INDEXES)) {
    if (indexed.includes(field_name)) continue;
    await guard(spec.name, () =>
      client.createPayloadIndex(spec.name, { field_name, field_schema, wait: true }),
    );
  }
};

/** See `VectorStore.listCollections`. A collection that is dropped meanwhile is left out. */
export const listCollections = async (connection: QdrantConnection): Promise<CollectionInfo[]> => {
  const { client, guard } = connection;
  const { collections } = await guard(undefined, () => client.getCollections());
  const infos = await Promise.all(
    collections.map(async ({ name }): Promise<CollectionInfo[]> => {
      try {
        const { kind, dimension } = await readShape(connection, name);
        const { count } = await guard(name, () => client.count(name));
        return [{ name, kind, dimension, count }];
      } catch (error) {
        if (error instanceof NotFoundError) return [];
        throw error;
      }
    }),
  );
  return infos.flat().sort((left, right) => (left.name < right.name ? -1 : 1));
};

/** See `VectorStore.readAliases`. */
export const readAliases = async ({ client, guard }: QdrantConnection): Promise<Map<string, string>> => {
  const { aliases } = await guard(undefined, () => client.getAliases());
  return new Map(aliases.map(({ alias_name, collection_name }) => [alias_name, collection_name]));
};

/** See `VectorStore.dropCollection`. */
export const dropCollection = async (connection: QdrantConnection, name: string): Promise<void> => {
  const aliases = [...(await readAliases(connection))].filter(([, collection]) => collection === name);
  if (aliases.length > 0) {
    const names = aliases.map(([alias]) => alias).join(", ");
    throw new ConflictError(
      `Collection "${name}" serves as ${names}; switch that elsewhere before dropping it.`,
    );
  }
  const { client, guard } = connection;
  await guard(name, async () => {
    try {
      await client.deleteCollection(name);
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  });
};

/** See `VectorStore.switchAliases`: one request, which Qdrant carries out in one step. */
export const switchAliases = async (
  connection: QdrantConnection,
  aliases: Readonly<Record<string, string>>,
): Promise<void> => {
  const entries = Object.entries(aliases);
  if (entries.length === 0) return;
  for (const name of new Set(Object.values(aliases))) await readShape(connection, name);
  const present = await readAliases(connection);
  const { client, guard } = connection;
  const actions = entries.flatMap(([alias_name, collection_name]) => [
    ...(present.has(alias_name) ? [{ delete_alias: { alias_name } }] : []),
    { create_alias: { alias_name, collection_name } },
  ]);
  await guard(entries.map(([, name]) => name).join(", "), () => client.updateCollectionAliases({ actions }));
};
