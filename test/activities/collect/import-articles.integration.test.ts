import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { importUpload } from "../../../activities/collect/import-upload.ts";
import type { EtlResult } from "../../../domain/runs/etl.ts";
import { createFilesystemUploadStore } from "../../../stores/filesystem/upload-store.ts";
import { createSqliteWarehouse } from "../../../stores/sqlite/create-sqlite-warehouse.ts";
import { openSqliteDatabase, type SqliteDatabase } from "../../../stores/sqlite/open-database.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { createFakeContext } from "./fakes.ts";

const articles = new URL("../../../../shared/data/warehouse/articles.json", import.meta.url);

describe.skipIf(!existsSync(articles))("the 76 real articles in a real warehouse", () => {
  let folder: string;
  let database: SqliteDatabase;
  let warehouse: Warehouse;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "import-articles-"));
    database = await openSqliteDatabase({ file: join(folder, "twin.sqlite") });
    warehouse = createSqliteWarehouse(database);
  });
  afterAll(async () => {
    await database[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const importFile = async (content: AsyncIterable<Uint8Array>): Promise<EtlResult> => {
    const uploads = createFilesystemUploadStore({ folder: join(folder, "uploads") });
    const saved = await uploads.save(content, { maxBytes: 1e9, signal: new AbortController().signal });
    const { context } = createFakeContext();
    return importUpload({ warehouse, uploads, context }, { uploadId: saved.id, author: "*" });
  };

  it("are all new, of two authors", async () => {
    expect(await importFile(createReadStream(articles))).toEqual({
      new: 76,
      changed: 0,
      unchanged: 0,
      failed: 0,
      byPlatform: { medium: 5, substack: 69, web: 2 },
      byCategory: { articles: 76 },
      failures: [],
    });
    const authors = await warehouse.listAuthors();
    expect(authors.map((author) => author.name).sort()).toEqual(["Maxime Labonne", "Paul Iusztin"]);
  });

  it("are all unchanged the second time", async () => {
    expect(await importFile(createReadStream(articles))).toMatchObject({ new: 0, changed: 0, unchanged: 76 });
  });

  it("are updated where one changed, as JSON lines too", async () => {
    const records = z
      .array(z.looseObject({ content: z.looseObject({ Content: z.string() }) }))
      .parse(JSON.parse(await readFile(articles, "utf8")));
    const lines = records.map(({ content, ...rest }, index) => {
      const text = index === 5 ? `${content.Content}\n\nA new end.` : content.Content;
      return Buffer.from(`${JSON.stringify({ ...rest, content: { ...content, Content: text } })}\r\n`);
    });
    expect(await importFile(Readable.from(lines))).toMatchObject({ new: 0, changed: 1, unchanged: 75 });
  });
});
