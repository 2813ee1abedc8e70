import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { importUpload } from "../../../activities/collect/import-upload.ts";
import { InvalidInputError, NotFoundError } from "../../../domain/errors.ts";
import type { EtlResult } from "../../../domain/runs/etl.ts";
import { emptyEtlResult } from "../../../domain/runs/etl-totals.ts";
import { MAX_LISTED_FAILURES } from "../../../domain/runs/failures.ts";
import { createFilesystemUploadStore } from "../../../stores/filesystem/upload-store.ts";
import { createFakeContext, createFakeWarehouse, type FakeWarehouse } from "./fakes.ts";

const folder = await mkdtemp(join(tmpdir(), "import-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const uploads = createFilesystemUploadStore({ folder });
const signal = new AbortController().signal;

const record = (number: number, fields: Record<string, unknown> = {}) => ({
  title: `Title ${number}`,
  content: `Text ${number}`,
  link: `https://example.org/${number}`,
  author: "Ada",
  ...fields,
});
const records = (count: number) => Array.from({ length: count }, (_, index) => record(index + 1));
const save = async (file: string): Promise<string> => {
  const saved = await uploads.save(Readable.from([Buffer.from(file)]), { maxBytes: 1e9, signal });
  return saved.id;
};

let warehouse: FakeWarehouse;
beforeEach(() => {
  warehouse = createFakeWarehouse();
});
const importFile = async (
  file: string,
  { author = "*", context = createFakeContext().context } = {},
): Promise<EtlResult> =>
  importUpload({ warehouse, uploads, context }, { uploadId: await save(file), author });

describe("importUpload", () => {
  it("stores an array in batches of 50, told by heartbeats", async () => {
    const { context, heartbeats } = createFakeContext();
    const result = await importFile(JSON.stringify(records(120)), { context });
    expect(result).toEqual({
      new: 120,
      changed: 0,
      unchanged: 0,
      failed: 0,
      byPlatform: { web: 120 },
      byCategory: { articles: 120 },
      failures: [],
    });
    expect(warehouse.writes).toEqual([50, 50, 20]);
    expect(heartbeats.at(-1)).toEqual({ done: 120, total: 120, partial: result });
  });

  it("stores batches of at most 4 MB", async () => {
    const file = records(5).map((each) => JSON.stringify({ ...each, content: "x".repeat(1_500_000) }));
    expect(await importFile(file.join("\n"))).toMatchObject({ new: 5 });
    expect(warehouse.writes).toEqual([2, 2, 1]);
  });

  it("changes nothing the second time, and updates what changed", async () => {
    await importFile(JSON.stringify(records(3)));
    expect(await importFile(JSON.stringify(records(3)))).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
    const changed = [...records(2), record(3, { content: "Other" })];
    expect(await importFile(JSON.stringify(changed))).toMatchObject({ new: 0, changed: 1, unchanged: 2 });
    expect([...warehouse.documents.values()][2]).toMatchObject({ content: "Other" });
  });

  it("reports broken records with position and reason, and keeps the others", async () => {
    const file = [
      record(1),
      record(2, { link: undefined }),
      7,
      record(4, { platform: "myspace" }),
      record(5),
    ];
    const result = await importFile(`[\n${file.map((each) => JSON.stringify(each)).join(",\n")}\n]`);
    expect(result).toMatchObject({ new: 2, failed: 3 });
    expect(result.failures).toEqual([
      { where: "record 2 (line 3)", reason: "link: is missing" },
      { where: "record 3 (line 4)", reason: expect.stringMatching(/^must be an object/) },
      { where: "record 4 (line 5)", reason: expect.stringMatching(/^platform: unknown platform "myspace"/) },
    ]);
  });

  it("counts all failures and lists the first hundred", async () => {
    const result = await importFile(JSON.stringify(Array.from({ length: 150 }, () => ({}))));
    expect(result.failed).toBe(150);
    expect(result.failures).toHaveLength(MAX_LISTED_FAILURES);
    expect(warehouse.writes).toEqual([]);
  });

  it("takes an author's own records alone", async () => {
    const file = JSON.stringify([record(1), record(2, { author: "Bob" }), record(3, { author: undefined })]);
    const result = await importFile(file, { author: "Ada" });
    expect(result).toMatchObject({ new: 2, failed: 1 });
    expect(result.failures[0]?.reason).toBe('author: is by "Bob", but this import is for "Ada"');
  });

  it("takes the last of the records with one link, so that importing again changes nothing", async () => {
    const file = JSON.stringify([
      record(1),
      record(2),
      record(1, { content: "Later", link: "https://example.org/1?utm_source=mail" }),
    ]);
    const failures = [
      {
        where: "record 1 (line 1)",
        reason: "link: record 3 has the same one and other content, and the later one is taken",
      },
    ];
    expect(await importFile(file)).toMatchObject({ new: 2, changed: 0, unchanged: 0, failed: 1, failures });
    expect([...warehouse.documents.values()]).toMatchObject([{ content: "Text 2" }, { content: "Later" }]);
    expect(await importFile(file)).toMatchObject({ new: 0, changed: 0, unchanged: 2, failed: 1, failures });
  });

  it("does not complain of a record that is there twice", async () => {
    const file = JSON.stringify([record(1), record(1)]);
    expect(await importFile(file)).toMatchObject({ new: 1, changed: 0, unchanged: 1, failed: 0 });
  });

  it("goes on after the last heartbeat knowing of records with one link", async () => {
    const file = JSON.stringify([
      record(1),
      record(1, { content: "Between" }),
      record(1, { content: "Last" }),
    ]);
    const { context } = createFakeContext({
      done: 1,
      total: 3,
      partial: { ...emptyEtlResult, failed: 1 },
    });
    expect(await importFile(file, { context })).toMatchObject({ new: 1, failed: 2 });
    expect([...warehouse.documents.values()]).toMatchObject([{ content: "Last" }]);
  });

  it.each([
    ["", "the file is empty"],
    [`${JSON.stringify(records(200)).slice(0, -1)},`, "the file ends after record 200"],
    [`${JSON.stringify(records(200)).slice(0, -1)},{"a":}]`, "record 201 is not valid JSON"],
    [
      JSON.stringify([...records(60), JSON.parse("[".repeat(70) + "]".repeat(70))]),
      "record 61 is nested deeper",
    ],
  ])("writes nothing of a file that is broken anywhere (%#)", async (file, problem) => {
    const failure = importFile(file);
    await expect(failure).rejects.toThrow(InvalidInputError);
    await expect(failure).rejects.toThrow(problem);
    await expect(failure).rejects.toThrow(
      /^The upload [0-9a-f]{12}… cannot be imported, and nothing of it was/,
    );
    expect(warehouse.writes).toEqual([]);
  });

  it("goes on from the last heartbeat without counting twice", async () => {
    const file = JSON.stringify(records(120));
    const first = createFakeContext();
    const whole = await importFile(file, { context: first.context });
    const afterFirstBatch = first.heartbeats.find(
      (beat) => typeof beat === "object" && beat !== null && "done" in beat && beat.done === 50,
    );
    warehouse = createFakeWarehouse();
    const second = createFakeContext(JSON.parse(JSON.stringify(afterFirstBatch)));
    expect(await importFile(file, { context: second.context })).toEqual(whole);
    expect(warehouse.writes).toEqual([50, 20]);
  });

  it("starts from the beginning where the heartbeat is not its own", async () => {
    const { context } = createFakeContext({ page: 3 });
    expect(await importFile(JSON.stringify(records(2)), { context })).toMatchObject({ new: 2 });
  });

  it("stops soon when it is cancelled", async () => {
    const controller = new AbortController();
    const upsertDocuments = warehouse.upsertDocuments;
    warehouse.upsertDocuments = async (documents) => {
      controller.abort(new Error("cancelled"));
      return upsertDocuments(documents);
    };
    const { context } = createFakeContext(undefined, controller.signal);
    await expect(importFile(JSON.stringify(records(500)), { context })).rejects.toThrow("cancelled");
    expect(warehouse.writes).toEqual([50]);
  });

  it("says when there is no such upload", async () => {
    const run = importUpload(
      { warehouse, uploads, context: createFakeContext().context },
      { uploadId: "0".repeat(64), author: "*" },
    );
    await expect(run).rejects.toThrow(NotFoundError);
  });
});
