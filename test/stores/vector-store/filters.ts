import { beforeAll, describe, expect, it } from "vitest";
import type { CleanedDocument } from "../../../domain/chunks.ts";
import type { DocumentFilter } from "../../../domain/documents.ts";
import type { ContractContext } from "../vector-store-contract.ts";
import {
  ada,
  authorNamed,
  cleanedDocument,
  createRandom,
  grace,
  replacementOf,
  unitVector,
} from "./fixtures.ts";

const adaArticle = cleanedDocument("ada-article", { platform: "medium" });
const adaPost = cleanedDocument("ada-post", { category: "posts", platform: "linkedin" });
const graceArticle = cleanedDocument("grace-article", { author: grace, platform: "substack" });
const graceCode = cleanedDocument("grace-code", {
  author: grace,
  category: "repositories",
  platform: "github",
});
const documents = [adaArticle, adaPost, graceArticle, graceCode];

const nobody = authorNamed("Nobody").id;
const unknown = cleanedDocument("unknown");

/** Each filter with the documents that it means. */
const cases: readonly (readonly [DocumentFilter, readonly CleanedDocument[]])[] = [
  [{}, documents],
  [{ authorIds: [ada.id] }, [adaArticle, adaPost]],
  [{ authorIds: [ada.id, grace.id] }, documents],
  [{ authorIds: [nobody] }, []],
  [{ authorIds: [] }, []],
  [{ categories: ["articles"] }, [adaArticle, graceArticle]],
  [{ categories: [] }, []],
  [{ platforms: ["github", "linkedin"] }, [adaPost, graceCode]],
  [{ platforms: ["web"] }, []],
  [{ platforms: [] }, []],
  [{ documentIds: [adaPost.documentId, graceCode.documentId, unknown.documentId] }, [adaPost, graceCode]],
  [{ documentIds: [unknown.documentId] }, []],
  [{ documentIds: [] }, []],
  [{ links: [graceArticle.link] }, [graceArticle]],
  [{ links: [unknown.link] }, []],
  [{ links: [] }, []],
  [{ authorIds: [grace.id], categories: ["articles", "posts"] }, [graceArticle]],
  [{ authorIds: [ada.id], platforms: ["github"] }, []],
  [{ authorIds: [ada.id], documentIds: [adaPost.documentId, graceCode.documentId] }, [adaPost]],
  [{ categories: ["repositories"], platforms: ["github"], links: [graceCode.link] }, [graceCode]],
];

const idsOf = (meant: readonly CleanedDocument[]) => meant.map(({ documentId }) => documentId).sort();

export const describeFilters = ({ store, makeCollection }: ContractContext): void => {
  describe("filters", () => {
    const query = unitVector(createRandom(7));
    const CHUNKS_EACH = 3;
    let chunks = "";
    let cleaned = "";

    const fill = async () => {
      const name = await makeCollection("chunks");
      await store().replaceChunks(
        name,
        documents.map((document, seed) =>
          replacementOf(document, ["common one", "common two", "common three"], seed),
        ),
      );
      return name;
    };

    beforeAll(async () => {
      chunks = await fill();
      cleaned = await makeCollection("documents");
      await store().upsertDocuments(cleaned, documents);
    });

    it.each(cases)("%j means the same to counts, listings, scrolling and searches", async (filter, meant) => {
      const expected = idsOf(meant);
      const everyChunk = meant
        .flatMap(({ documentId }) => Array<string>(CHUNKS_EACH).fill(documentId))
        .sort();

      expect(await store().count(cleaned, filter)).toBe(expected.length);
      expect(await store().count(chunks, filter)).toBe(everyChunk.length);
      expect((await store().listDocumentIds(cleaned, { filter, limit: 100 })).items).toEqual(expected);
      expect((await store().listDocumentIds(chunks, { filter, limit: 100 })).items).toEqual(expected);

      const scrolled = await store().scrollChunks(chunks, { filter, limit: 100 });
      expect(scrolled.items.map(({ documentId }) => documentId).sort()).toEqual(everyChunk);
      const dense = await store().searchDense(chunks, query, { limit: 100, filter });
      expect(dense.map(({ chunk }) => chunk.documentId).sort()).toEqual(everyChunk);
      const text = await store().searchText(chunks, "common", { limit: 100, filter });
      expect(text.map(({ chunk }) => chunk.documentId).sort()).toEqual(everyChunk);
    });

    it("keep their best results when the limit is small", async () => {
      const filter = { links: [graceCode.link, adaPost.link] };
      const all = await store().searchDense(chunks, query, { limit: 100, filter });
      const best = await store().searchDense(chunks, query, { limit: 2, filter });
      expect(best.map(({ chunk }) => chunk.id)).toEqual(all.slice(0, 2).map(({ chunk }) => chunk.id));
      expect(await store().searchText(chunks, "common", { limit: 2, filter })).toHaveLength(2);
    });

    it("restrict counts by a field, which come largest first", async () => {
      expect([...(await store().countBy(chunks, "authorId", { authorIds: [ada.id] }))]).toEqual([
        [ada.id, 6],
      ]);
      expect(await store().countBy(cleaned, "platform")).toEqual(
        new Map(documents.map(({ platform }) => [platform, 1])),
      );
      expect(await store().countBy(chunks, "link", { links: [] })).toEqual(new Map());
      const uneven = await makeCollection("chunks");
      await store().replaceChunks(uneven, [
        replacementOf(adaArticle, ["one"]),
        replacementOf(graceArticle, ["one", "two"]),
      ]);
      expect([...(await store().countBy(uneven, "link"))]).toEqual([
        [graceArticle.link, 2],
        [adaArticle.link, 1],
      ]);
    });

    it.each(cases)("%j deletes what it means and nothing else", async (filter, meant) => {
      const name = await fill();
      const left = idsOf(documents.filter((document) => !meant.includes(document)));
      expect(await store().deleteDocuments(name, filter)).toBe(meant.length * CHUNKS_EACH);
      expect((await store().listDocumentIds(name, { limit: 100 })).items).toEqual(left);
      const dense = await store().searchDense(name, query, { limit: 100 });
      expect([...new Set(dense.map(({ chunk }) => chunk.documentId))].sort()).toEqual(left);
      const text = await store().searchText(name, "common", { limit: 100 });
      expect([...new Set(text.map(({ chunk }) => chunk.documentId))].sort()).toEqual(left);
      expect(await store().deleteDocuments(name, filter)).toBe(0);
    });

    it("delete cleaned documents too", async () => {
      const name = await makeCollection("documents");
      await store().upsertDocuments(name, documents);
      expect(await store().deleteDocuments(name, { authorIds: [ada.id] })).toBe(2);
      expect(await store().getDocuments(name, idsOf(documents))).toHaveLength(2);
    });
  });
};
