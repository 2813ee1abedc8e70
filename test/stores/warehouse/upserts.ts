import { describe, expect, it } from "vitest";
import { contentHash } from "../../../domain/content-hash.ts";
import type { Document } from "../../../domain/documents.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { grace } from "../vector-store/fixtures.ts";
import type { WarehouseContext } from "../warehouse-contract.ts";
import { article, idsOf, post, repository } from "./fixtures.ts";

export const describeUpserts = ({ warehouse, openAnother, lacks }: WarehouseContext): void => {
  const outcomes = async (documents: readonly Document[]) => {
    const results = await warehouse().upsertDocuments(documents);
    expect(results.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
    return results.map(({ outcome }) => outcome);
  };
  const summaryOf = async (document: Document) => {
    const { items } = await warehouse().listDocuments({ documentIds: [document.id] }, { limit: 10 });
    expect(items).toHaveLength(1);
    return items[0];
  };

  describe("upserts", () => {
    it("say what is new, changed and unchanged, in order", async () => {
      const [a, b, c] = [article("a"), post("b"), repository("c")];
      expect(await outcomes([a, b, c])).toEqual(["new", "new", "new"]);
      expect(await outcomes([a, b, c])).toEqual(["unchanged", "unchanged", "unchanged"]);
      const changed = { ...b, content: "Other words." };
      const moved = { ...c, files: [{ path: "LICENSE", text: "free" }] };
      expect(await outcomes([article("d"), changed, a, moved])).toEqual([
        "new",
        "changed",
        "unchanged",
        "changed",
      ]);
      expect(await warehouse().getDocuments([b.id, c.id])).toStrictEqual([changed, moved]);
      expect(await outcomes([])).toEqual([]);
    });

    it("take away fields that the new content lacks", async () => {
      const { subtitle, ...bare } = article("a", { subtitle: "Gone tomorrow" });
      await warehouse().upsertDocuments([{ ...bare, subtitle }]);
      expect(await outcomes([bare])).toEqual(["changed"]);
      expect(await warehouse().getDocuments([bare.id])).toStrictEqual([bare]);
    });

    it("keep the time of content that stays", async () => {
      const document = article("a");
      await warehouse().upsertDocuments([document]);
      const first = await summaryOf(document);
      await warehouse().upsertDocuments([document]);
      expect(await summaryOf(document)).toEqual(first);
      const changed = { ...document, title: "Another title" };
      await warehouse().upsertDocuments([changed]);
      const second = await summaryOf(document);
      expect(second?.contentHash).toBe(contentHash(changed));
      expect(Date.parse(second?.updatedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(first?.updatedAt ?? ""));
    });

    it("move a document whose category changes, and never hold it twice", async () => {
      const before = article("a");
      const after = post("a");
      await warehouse().upsertDocuments([before]);
      expect(await outcomes([after])).toEqual(["changed"]);
      expect(await warehouse().getDocuments([after.id])).toStrictEqual([after]);
      expect((await summaryOf(after))?.category).toBe("posts");
    });

    it("let the last of the same document in one batch win", async () => {
      const document = article("a");
      const later = { ...document, content: "Later." };
      expect(await outcomes([document, document, later])).toEqual(["new", "unchanged", "changed"]);
      expect(await warehouse().getDocuments([document.id])).toStrictEqual([later]);
    });

    it("store all or none when one document is bad, and name it", async () => {
      const good = [article("a"), post("b", { author: grace })];
      const bad = article("bad", { title: "x".repeat(1_001) });
      const attempt = warehouse().upsertDocuments([...good, bad]);
      await expect(attempt).rejects.toBeInstanceOf(InvalidInputError);
      await expect(attempt).rejects.toThrow(bad.link);
      expect(await warehouse().findMissing(idsOf(good))).toHaveLength(2);
      expect(await warehouse().listAuthors()).toEqual([]);
    });

    it.skipIf(lacks("fast-batches"))("take a thousand documents at once", async () => {
      const many = Array.from({ length: 1_000 }, (_, index) => post(`many-${index}`));
      expect(new Set(await outcomes(many))).toEqual(new Set(["new"]));
      expect(new Set(await outcomes(many))).toEqual(new Set(["unchanged"]));
      expect(await warehouse().findMissing(idsOf(many))).toEqual([]);
    });

    it.skipIf(lacks("atomic-upserts"))("of several clients at once find each document new once", async () => {
      const clients = [warehouse(), await openAnother(), await openAnother()];
      const documents = Array.from({ length: 30 }, (_, index) => article(`shared-${index}`));
      const results = await Promise.all(
        clients.map(async (client, shift) => {
          // Each client starts elsewhere, so that they meet on the same documents.
          const rotated = [...documents.slice(shift * 10), ...documents.slice(0, shift * 10)];
          const batches = Array.from({ length: 6 }, (_, index) => rotated.slice(index * 5, index * 5 + 5));
          const found = [];
          for (const batch of batches) found.push(...(await client.upsertDocuments(batch)));
          return found;
        }),
      );
      const all = results.flat();
      const fresh = all.filter(({ outcome }) => outcome === "new");
      expect(idsOf(fresh)).toEqual(idsOf(documents));
      expect(all.filter(({ outcome }) => outcome === "unchanged")).toHaveLength(60);
      expect((await warehouse().listDocuments({}, { limit: 100 })).items).toHaveLength(30);
    });

    it.skipIf(lacks("atomic-upserts"))("of several clients at once lose no version", async () => {
      const clients = [warehouse(), await openAnother(), await openAnother()];
      const versions = clients.map((_, index) => article("disputed", { content: `Version ${index}.` }));
      await Promise.all(
        clients.map((client, index) => client.upsertDocuments(versions.slice(index, index + 1))),
      );
      const [stored] = await warehouse().getDocuments([article("disputed").id]);
      expect(versions).toContainEqual(stored);
      expect(stored && (await summaryOf(stored))?.contentHash).toBe(stored && contentHash(stored));
    });
  });
};
