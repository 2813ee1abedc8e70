import { beforeEach, describe, expect, it } from "vitest";
import type { Document, DocumentFilter } from "../../../domain/documents.ts";
import { ada, authorNamed, grace, walk } from "../vector-store/fixtures.ts";
import type { WarehouseContext } from "../warehouse-contract.ts";
import { article, idsOf, post, repository } from "./fixtures.ts";

const adaArticle = article("ada-article");
const adaPost = post("ada-post");
const graceArticle = article("grace-article", { author: grace, platform: "substack" });
const graceCode = repository("grace-code", { author: grace });
const documents: readonly Document[] = [adaArticle, adaPost, graceArticle, graceCode];

const nobody = authorNamed("Nobody").id;
const unknown = article("unknown");

/** Each filter with the documents that it means. */
const cases: readonly (readonly [DocumentFilter, readonly Document[]])[] = [
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
  [{ documentIds: [adaPost.id, graceCode.id, unknown.id] }, [adaPost, graceCode]],
  [{ documentIds: [] }, []],
  [{ links: [graceArticle.link] }, [graceArticle]],
  [{ links: [unknown.link] }, []],
  [{ links: [] }, []],
  [{ authorIds: [grace.id], categories: ["articles", "posts"] }, [graceArticle]],
  [{ authorIds: [ada.id], documentIds: [adaPost.id, graceCode.id] }, [adaPost]],
  [{ categories: ["repositories"], platforms: ["github"], links: [graceCode.link] }, [graceCode]],
  [{ authorIds: [ada.id], platforms: ["github"] }, []],
];

export const describeFilters = ({ warehouse }: WarehouseContext): void => {
  describe("filters", () => {
    beforeEach(async () => {
      await warehouse().upsertDocuments(documents);
    });

    it.each(cases)(
      "%j means the same to lists and counts, and deletes nothing else",
      async (filter, meant) => {
        const { items } = await warehouse().listDocuments(filter, { limit: 100 });
        expect(items.map(({ id }) => id)).toEqual(idsOf(meant));
        const counted = await warehouse().countDocuments(filter);
        expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(meant.length);

        expect(await warehouse().deleteDocuments(filter)).toBe(meant.length);
        const left = documents.filter((document) => !meant.includes(document));
        expect((await warehouse().listDocuments({}, { limit: 100 })).items.map(({ id }) => id)).toEqual(
          idsOf(left),
        );
        expect(await warehouse().findMissing(idsOf(documents))).toHaveLength(meant.length);
        expect(await warehouse().deleteDocuments(filter)).toBe(0);
      },
    );
  });

  describe("lists", () => {
    it("come page by page in order of id, each document once", async () => {
      const many = [
        ...Array.from({ length: 5 }, (_, index) => article(`a-${index}`)),
        ...Array.from({ length: 4 }, (_, index) => post(`p-${index}`)),
        ...Array.from({ length: 3 }, (_, index) => repository(`r-${index}`, { author: grace })),
      ];
      await warehouse().upsertDocuments(many);
      for (const limit of [1, 4, 5, 12, 1_000]) {
        const pages: number[] = [];
        const listed = await walk(async (after) => {
          const page = await warehouse().listDocuments(
            {},
            { limit, ...(after === undefined ? {} : { after }) },
          );
          pages.push(page.items.length);
          return page;
        });
        expect(listed.map(({ id }) => id)).toEqual(idsOf(many));
        expect(pages).toHaveLength(Math.ceil(many.length / limit));
      }
      const ofGrace = await walk((after) =>
        warehouse().listDocuments(
          { authorIds: [grace.id] },
          { limit: 2, ...(after === undefined ? {} : { after }) },
        ),
      );
      expect(ofGrace).toHaveLength(3);
    });

    it("are empty in an empty warehouse", async () => {
      expect(await warehouse().listDocuments({}, { limit: 10 })).toEqual({ items: [] });
      expect(await warehouse().countDocuments()).toEqual([]);
    });
  });

  describe("counts", () => {
    it("are by author, category and platform", async () => {
      await warehouse().upsertDocuments([...documents, article("ada-second")]);
      const counts = await warehouse().countDocuments();
      expect(counts).toHaveLength(4);
      expect(counts).toEqual(
        expect.arrayContaining([
          { author: ada, category: "articles", platform: "medium", count: 2 },
          { author: ada, category: "posts", platform: "linkedin", count: 1 },
          { author: grace, category: "articles", platform: "substack", count: 1 },
          { author: grace, category: "repositories", platform: "github", count: 1 },
        ]),
      );
      expect(await warehouse().countDocuments({ categories: ["posts"] })).toEqual([
        { author: ada, category: "posts", platform: "linkedin", count: 1 },
      ]);
    });
  });
};
