import { access, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../domain/errors.ts";
import { databaseFile, openStores } from "../../stores/open-stores.ts";
import { article } from "./warehouse/fixtures.ts";

describe("openStores", () => {
  let folder = "";

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "open-stores-"));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const settings = (name: string, servers: { mongodbUri?: string; qdrantUrl?: string } = {}) => ({
    dataDir: join(folder, name),
    mongodbUri: servers.mongodbUri,
    qdrantUrl: servers.qdrantUrl,
    qdrantApiKey: undefined,
  });

  it("keeps everything in one SQLite file where no server is named", async () => {
    const given = settings("sqlite");
    const document = article("kept");
    {
      await using stores = await openStores(given);
      await stores.warehouse.upsertDocuments([document]);
      await stores.vectors.ensureCollection({ name: "some", kind: "documents" });
    }
    await access(databaseFile(given));
    await using again = await openStores(given);
    expect(await again.warehouse.getDocuments([document.id])).toEqual([document]);
    expect(await again.vectors.listCollections()).toHaveLength(1);
  });

  it("sends the vectors alone to Qdrant where only that is named", async () => {
    await using stores = await openStores(settings("qdrant", { qdrantUrl: "http://127.0.0.1:9" }));
    await expect(stores.warehouse.ping()).resolves.toBeUndefined();
    await expect(stores.vectors.ping()).rejects.toBeInstanceOf(UnavailableError);
  });

  it("makes no file when MongoDB does not answer, nor falls back to one", async () => {
    const given = settings("mongodb", { mongodbUri: "mongodb://127.0.0.1:9/llm_twin" });
    await expect(openStores(given)).rejects.toBeInstanceOf(UnavailableError);
    await expect(readdir(given.dataDir)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
