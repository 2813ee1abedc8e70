import { describe, expect, it } from "vitest";
import { ConflictError, NotFoundError } from "../../../domain/errors.ts";
import type { ContractContext } from "../vector-store-contract.ts";
import { cleanedDocument, DIMENSION, replacementOf, uniqueName } from "./fixtures.ts";

export const describeCollections = ({ store, makeCollection, aliasName }: ContractContext): void => {
  describe("collections", () => {
    it("are created once, and listed with kind, dimension and count", async () => {
      const chunks = await makeCollection("chunks");
      const documents = await makeCollection("documents");
      await store().ensureCollection({ name: chunks, kind: "chunks", dimension: DIMENSION });
      await store().ensureCollection({ name: documents, kind: "documents" });
      await store().replaceChunks(chunks, [replacementOf(cleanedDocument("a"), ["one", "two"])]);
      await store().upsertDocuments(documents, [cleanedDocument("a")]);
      const listed = await store().listCollections();
      expect(listed.filter(({ name }) => name === chunks)).toEqual([
        { name: chunks, kind: "chunks", dimension: DIMENSION, count: 2 },
      ]);
      expect(listed.filter(({ name }) => name === documents)).toEqual([
        { name: documents, kind: "documents", dimension: 0, count: 1 },
      ]);
    });

    it("of another kind or dimension conflict", async () => {
      const name = await makeCollection("chunks");
      await expect(store().ensureCollection({ name, kind: "documents" })).rejects.toBeInstanceOf(
        ConflictError,
      );
      await expect(
        store().ensureCollection({ name, kind: "chunks", dimension: DIMENSION + 1 }),
      ).rejects.toBeInstanceOf(ConflictError);
    });

    it("refuse vectors of another dimension, and records of the other kind", async () => {
      const chunks = await makeCollection("chunks");
      const documents = await makeCollection("documents");
      const short = new Float32Array([1, 0]);
      const replacement = replacementOf(cleanedDocument("a"), [{ text: "short", vector: short }]);
      await expect(store().replaceChunks(chunks, [replacement])).rejects.toBeInstanceOf(ConflictError);
      await expect(store().searchDense(chunks, short, { limit: 1 })).rejects.toBeInstanceOf(ConflictError);
      await expect(
        store().replaceChunks(documents, [replacementOf(cleanedDocument("a"), ["text"])]),
      ).rejects.toBeInstanceOf(ConflictError);
      await expect(store().searchText(documents, "text", { limit: 1 })).rejects.toBeInstanceOf(ConflictError);
      await expect(store().upsertDocuments(chunks, [cleanedDocument("a")])).rejects.toBeInstanceOf(
        ConflictError,
      );
      expect(await store().count(chunks)).toBe(0);
      expect(await store().count(documents)).toBe(0);
    });

    it("vanish with all they hold; unknown names are ignored", async () => {
      const name = await makeCollection("chunks");
      await store().replaceChunks(name, [replacementOf(cleanedDocument("a"), ["one"])]);
      await store().dropCollection(name);
      await store().dropCollection(name);
      await expect(store().count(name)).rejects.toBeInstanceOf(NotFoundError);
      await store().ensureCollection({ name, kind: "chunks", dimension: DIMENSION });
      expect(await store().count(name)).toBe(0);
    });

    it("that are unknown are said to be, by every method", async () => {
      const name = uniqueName("unknown");
      const calls: Promise<unknown>[] = [
        store().upsertDocuments(name, [cleanedDocument("a")]),
        store().getDocuments(name, ["x"]),
        store().replaceChunks(name, [replacementOf(cleanedDocument("a"), ["one"])]),
        store().getChunks(name, ["x"]),
        store().scrollChunks(name, { limit: 1 }),
        store().readVersions(name, ["x"]),
        store().listDocumentIds(name, { limit: 1 }),
        store().deleteDocuments(name, {}),
        store().count(name),
        store().countBy(name, "link"),
        store().searchDense(name, new Float32Array(DIMENSION).fill(0.25), { limit: 1 }),
        store().searchText(name, "word", { limit: 1 }),
        store().switchAliases({ [aliasName("lost")]: name }),
      ];
      for (const { status, ...outcome } of await Promise.allSettled(calls)) {
        expect(status).toBe("rejected");
        expect(outcome).toHaveProperty("reason", expect.any(NotFoundError));
        expect(outcome).toHaveProperty("reason.message", expect.stringContaining(name));
      }
    });
  });

  describe("aliases", () => {
    it("stand for their collection in every method, and keep it from being dropped", async () => {
      const name = await makeCollection("chunks");
      const alias = aliasName("stand");
      await store().switchAliases({ [alias]: name });
      const document = cleanedDocument("a");
      const replacement = replacementOf(document, ["a word"]);
      await store().replaceChunks(alias, [replacement]);
      expect((await store().readAliases()).get(alias)).toBe(name);
      expect(await store().count(name)).toBe(1);
      expect(await store().count(alias)).toBe(1);
      expect(await store().searchText(alias, "word", { limit: 5 })).toHaveLength(1);
      await expect(store().dropCollection(name)).rejects.toBeInstanceOf(ConflictError);
      expect(await store().count(alias)).toBe(1);
    });

    it("switch all at once, or not at all", async () => {
      const [before, after] = [await makeCollection("documents"), await makeCollection("documents")];
      const [left, right] = [aliasName("left"), aliasName("right")];
      await store().switchAliases({ [left]: before, [right]: before });
      await store().switchAliases({ [left]: after, [right]: after });
      let aliases = await store().readAliases();
      expect([aliases.get(left), aliases.get(right)]).toEqual([after, after]);
      await expect(
        store().switchAliases({ [left]: before, [right]: uniqueName("unknown") }),
      ).rejects.toBeInstanceOf(NotFoundError);
      aliases = await store().readAliases();
      expect([aliases.get(left), aliases.get(right)]).toEqual([after, after]);
      await store().dropCollection(before);
    });
  });
};
