import { access, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../domain/errors.ts";
import { databaseFile, openStores } from "../../stores/open-stores.ts";
import { modelDraft } from "./registry/fixtures.ts";
import { startS3 } from "./s3/start-s3.ts";
import { ACCESS_KEY, REGION, SECRET_KEY } from "./s3/verify-signature.ts";
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
      await stores.registry.registerModel(modelDraft("ada"));
    }
    await access(databaseFile(given));
    await using again = await openStores(given);
    expect(await again.warehouse.getDocuments([document.id])).toEqual([document]);
    expect(await again.vectors.listCollections()).toHaveLength(1);
    expect(await again.registry.getModel("ada-v1")).toMatchObject({ stage: "candidate" });
  });

  it("keeps artefacts in a folder of DATA_DIR, or in the bucket that is named", async () => {
    const { signal } = new AbortController();
    const source = join(folder, "source");
    await mkdir(source);
    await writeFile(join(source, "file"), "content");
    await using server = await startS3({ bucket: "twin" });
    const local = settings("artefacts");
    {
      await using stores = await openStores(local);
      const { id } = await stores.artefacts.put(source, { kind: "test", signal });
      await access(join(local.dataDir, "artefacts", id, "file"));
    }
    await using stores = await openStores({
      ...local,
      artefactsUrl: "s3://twin",
      artefactsS3Endpoint: server.endpoint,
      artefactsS3Region: REGION,
      artefactsS3AccessKey: ACCESS_KEY,
      artefactsS3SecretKey: SECRET_KEY,
    });
    const artefact = await stores.artefacts.put(source, { kind: "test", signal });
    expect([...server.objects.keys()]).toEqual([
      `twin/${artefact.id}/files/file`,
      `twin/${artefact.id}/manifest.json`,
    ]);
    expect(await stores.artefacts.fetch(artefact, signal)).toBe(
      join(local.dataDir, "artefact-cache", artefact.id),
    );
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
