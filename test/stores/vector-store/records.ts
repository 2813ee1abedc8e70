import { describe, expect, it } from "vitest";
import type { ContractContext } from "../vector-store-contract.ts";
import { cleanedDocument, replacementOf, walk } from "./fixtures.ts";

const paths = (count: number) => Array.from({ length: count }, (_, index) => `doc-${index}`);

export const describeRecords = ({ store, makeCollection }: ContractContext): void => {
  describe("documents", () => {
    it("are upserted, and read whole in the order asked for", async () => {
      const name = await makeCollection("documents");
      const [first, second] = [
        cleanedDocument("a"),
        cleanedDocument("b", { text: "Zoë's 𝒎𝒂𝒕𝒉 👩‍🔬\n```\ncode\n```" }),
      ];
      await store().upsertDocuments(name, [first, second]);
      await store().upsertDocuments(name, [first]);
      const unknown = cleanedDocument("unknown").documentId;
      expect(await store().getDocuments(name, [second.documentId, unknown, first.documentId])).toEqual([
        second,
        first,
      ]);
      expect(await store().getDocuments(name, [])).toEqual([]);
      expect(await store().count(name)).toBe(2);
    });

    it("are overwritten by a later version", async () => {
      const name = await makeCollection("documents");
      const document = cleanedDocument("a");
      const changed = { ...document, text: "Changed.", version: "v2" };
      await store().upsertDocuments(name, [document]);
      await store().upsertDocuments(name, [changed]);
      expect(await store().getDocuments(name, [document.documentId])).toEqual([changed]);
      expect(await store().readVersions(name, [document.documentId])).toEqual(
        new Map([[document.documentId, "v2"]]),
      );
    });

    it("are listed page by page in order of id", async () => {
      const name = await makeCollection("documents");
      const documents = paths(7).map((path) => cleanedDocument(path));
      await store().upsertDocuments(name, documents);
      const listed = await walk((after) =>
        store().listDocumentIds(name, { limit: 3, ...(after === undefined ? {} : { after }) }),
      );
      expect(listed).toEqual(documents.map(({ documentId }) => documentId).sort());
    });
  });

  describe("chunks", () => {
    it("are the same after the same replacement again", async () => {
      const name = await makeCollection("chunks");
      const replacement = replacementOf(cleanedDocument("a"), ["one", "two"]);
      expect(await store().replaceChunks(name, [replacement])).toEqual({ written: 2, removed: 0 });
      expect(await store().replaceChunks(name, [replacement])).toMatchObject({ written: 2 });
      expect(await store().count(name)).toBe(2);
      expect(await store().searchText(name, "one", { limit: 5 })).toHaveLength(1);
    });

    it("leave nothing stale behind when their document changes", async () => {
      const name = await makeCollection("chunks");
      const [document, other] = [cleanedDocument("a"), cleanedDocument("b")];
      await store().replaceChunks(name, [
        replacementOf(document, ["kept", "stale", "older"]),
        replacementOf(other, ["elsewhere"]),
      ]);
      const changed = replacementOf({ ...document, version: "v2" }, ["kept", "fresh"]);
      await store().replaceChunks(name, [changed]);
      expect(await store().count(name)).toBe(3);
      expect(await store().searchText(name, "stale older", { limit: 5 })).toEqual([]);
      expect(await store().searchText(name, "fresh", { limit: 5 })).toHaveLength(1);
      const { items } = await store().scrollChunks(name, {
        limit: 10,
        filter: { documentIds: [document.documentId] },
      });
      expect(items.map(({ text }) => text).sort()).toEqual(["fresh", "kept"]);
      expect(await store().readVersions(name, [document.documentId, other.documentId])).toEqual(
        new Map([
          [document.documentId, "v2"],
          [other.documentId, "v1"],
        ]),
      );
    });

    it("leave with a replacement without chunks", async () => {
      const name = await makeCollection("chunks");
      const document = cleanedDocument("a");
      await store().replaceChunks(name, [replacementOf(document, ["one", "two"])]);
      expect(await store().replaceChunks(name, [replacementOf(document, [])])).toEqual({
        written: 0,
        removed: 2,
      });
      expect(await store().count(name)).toBe(0);
      expect(await store().readVersions(name, [document.documentId])).toEqual(new Map());
    });

    it("of the same text in a document are one", async () => {
      const name = await makeCollection("chunks");
      await store().replaceChunks(name, [replacementOf(cleanedDocument("a"), ["same", "other", "same"])]);
      expect(await store().count(name)).toBe(2);
    });

    it("are read by id in the order asked for, without vectors", async () => {
      const name = await makeCollection("chunks");
      const replacement = replacementOf(cleanedDocument("a"), [
        { text: "one", heading: "Part › Chapter" },
        { text: "two 👩‍🔬 “quoted”" },
      ]);
      await store().replaceChunks(name, [replacement]);
      const [first, second] = replacement.chunks.map(({ vector: _, ...chunk }) => chunk);
      const unknown = cleanedDocument("unknown").documentId;
      expect(await store().getChunks(name, [String(second?.id), unknown, String(first?.id)])).toEqual([
        second,
        first,
      ]);
    });

    it("scroll in a stable order, with the vectors that were written", async () => {
      const name = await makeCollection("chunks");
      const replacements = paths(5).map((path, seed) =>
        replacementOf(cleanedDocument(path), [`${path} one`, `${path} two`, `${path} three`], seed),
      );
      await store().replaceChunks(name, replacements);
      const scroll = () =>
        walk((after) => store().scrollChunks(name, { limit: 4, ...(after === undefined ? {} : { after }) }));
      const scrolled = await scroll();
      const written = new Map(replacements.flatMap(({ chunks }) => chunks).map((chunk) => [chunk.id, chunk]));
      expect(scrolled).toHaveLength(written.size);
      for (const { vector, ...chunk } of scrolled) {
        const { vector: expected, ...rest } = written.get(chunk.id) ?? { vector: new Float32Array() };
        expect(chunk).toEqual(rest);
        expect(vector).toBeInstanceOf(Float32Array);
        expect([...vector]).toEqual([...expected].map((value) => expect.closeTo(value, 6)));
      }
      expect((await scroll()).map(({ id }) => id)).toEqual(scrolled.map(({ id }) => id));
      expect(new Set(scrolled.map(({ id }) => id)).size).toBe(written.size);
    });

    it("list the ids of their documents once each, page by page in order", async () => {
      const name = await makeCollection("chunks");
      const documents = paths(7).map((path) => cleanedDocument(path));
      await store().replaceChunks(
        name,
        documents.map((document) => replacementOf(document, ["one", "two", "three"])),
      );
      const listed = await walk((after) =>
        store().listDocumentIds(name, { limit: 2, ...(after === undefined ? {} : { after }) }),
      );
      expect(listed).toEqual(documents.map(({ documentId }) => documentId).sort());
    });
  });

  it("answers a ping", async () => {
    await expect(store().ping()).resolves.toBeUndefined();
  });
};
