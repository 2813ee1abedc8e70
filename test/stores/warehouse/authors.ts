import { describe, expect, it } from "vitest";
import { contentHash } from "../../../domain/content-hash.ts";
import { ada, authorNamed, grace } from "../vector-store/fixtures.ts";
import type { WarehouseContext } from "../warehouse-contract.ts";
import { article, idsOf, post, repository } from "./fixtures.ts";

export const describeAuthors = ({ warehouse, openAnother }: WarehouseContext): void => {
  describe("authors", () => {
    it("are added once and found by id, and by name in any case and spacing", async () => {
      await warehouse().upsertAuthors([ada, grace]);
      await warehouse().upsertAuthors([ada]);
      for (const name of [ada.id, "Ada Lovelace", "  ada   LOVELACE ", "ada\u00a0lovelace", "𝐀𝐝𝐚 Lovelace"]) {
        expect(await warehouse().findAuthor(name)).toStrictEqual(ada);
      }
      for (const name of ["Ada", "Ada Lovelace II", "", ".*", authorNamed("Nobody").id]) {
        expect(await warehouse().findAuthor(name)).toBeUndefined();
      }
      expect(await warehouse().listAuthors()).toHaveLength(2);
      expect(await warehouse().listAuthors()).toEqual(expect.arrayContaining([ada, grace]));
      await warehouse().upsertAuthors([]);
    });

    it("come with their documents", async () => {
      await warehouse().upsertDocuments([article("a"), post("b", { author: grace })]);
      expect(await warehouse().listAuthors()).toEqual(expect.arrayContaining([ada, grace]));
      expect(await warehouse().findAuthor("grace hopper")).toStrictEqual(grace);
    });

    it("are renamed, with documents whose hash still fits their content", async () => {
      const document = article("a");
      await warehouse().upsertDocuments([document]);
      const renamed = { ...ada, name: "Countess of Lovelace" };
      await warehouse().upsertAuthors([renamed]);
      expect(await warehouse().listAuthors()).toStrictEqual([renamed]);
      expect(await warehouse().findAuthor("countess of lovelace")).toStrictEqual(renamed);
      expect(await warehouse().countDocuments()).toEqual([
        { author: renamed, category: "articles", platform: "medium", count: 1 },
      ]);
      const [read] = await warehouse().getDocuments([document.id]);
      const { items } = await warehouse().listDocuments({}, { limit: 10 });
      expect(items.map((summary) => summary.contentHash)).toEqual([read && contentHash(read)]);
      expect(items.map((summary) => summary.author)).toEqual([read?.author]);
    });

    it("leave with everything by them, and with nothing else", async () => {
      const kept = [article("kept", { author: grace }), repository("kept-code", { author: grace })];
      const gone = [article("a"), post("b"), repository("c")];
      await warehouse().upsertDocuments([...kept, ...gone]);
      expect(await warehouse().deleteAuthor(ada.id)).toBe(3);
      expect(await warehouse().findAuthor(ada.id)).toBeUndefined();
      expect(await warehouse().listAuthors()).toEqual([grace]);
      expect(await warehouse().findMissing(idsOf([...kept, ...gone]))).toHaveLength(3);
      expect(await warehouse().deleteAuthor(ada.id)).toBe(0);
      expect(await warehouse().deleteAuthor(authorNamed("Nobody").id)).toBe(0);
    });

    it("stay when their documents are deleted", async () => {
      await warehouse().upsertDocuments([article("a")]);
      expect(await warehouse().deleteDocuments({})).toBe(1);
      expect(await warehouse().listAuthors()).toEqual([ada]);
    });

    it("are seen by other clients as soon as they are acknowledged", async () => {
      const other = await openAnother();
      await warehouse().upsertDocuments([article("a")]);
      expect(await other.findAuthor("Ada Lovelace")).toEqual(ada);
      expect(await other.getDocuments([article("a").id])).toHaveLength(1);
    });
  });
};
