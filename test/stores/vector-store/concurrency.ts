import { describe, expect, it } from "vitest";
import type { ContractContext } from "../vector-store-contract.ts";
import { cleanedDocument, DIMENSION, replacementOf, walk } from "./fixtures.ts";

export const describeConcurrency = ({ store, openAnother, makeCollection }: ContractContext): void => {
  describe("several writers at once", () => {
    it("neither lose nor double a chunk", async () => {
      const name = await makeCollection("chunks");
      const writers = [store(), await openAnother(), await openAnother()];
      const documents = Array.from({ length: 24 }, (_, index) => cleanedDocument(`shared-${index}`));
      await Promise.all(
        writers.map(async (writer, shift) => {
          // Each writer writes all documents, starting elsewhere, so that they meet on the same ones.
          const rotated = [...documents.slice(shift * 8), ...documents.slice(0, shift * 8)];
          for (const document of rotated) {
            await writer.replaceChunks(name, [replacementOf(document, ["one", "two", "three"])]);
          }
        }),
      );
      expect(await store().count(name)).toBe(72);
      const scrolled = await walk((after) =>
        store().scrollChunks(name, { limit: 50, ...(after === undefined ? {} : { after }) }),
      );
      expect(new Set(scrolled.map(({ id }) => id)).size).toBe(72);
      expect(await store().searchText(name, "two", { limit: 100 })).toHaveLength(24);
    });

    it("create the same collection once", async () => {
      const name = await makeCollection("chunks");
      await store().dropCollection(name);
      const writers = [store(), await openAnother()];
      await Promise.all(
        writers.map((writer) => writer.ensureCollection({ name, kind: "chunks", dimension: DIMENSION })),
      );
      expect((await store().listCollections()).filter((info) => info.name === name)).toHaveLength(1);
    });

    it("see what another one wrote, as soon as it is acknowledged", async () => {
      const name = await makeCollection("documents");
      const other = await openAnother();
      const document = cleanedDocument("a");
      await store().upsertDocuments(name, [document]);
      expect(await other.getDocuments(name, [document.documentId])).toEqual([document]);
    });
  });
};
