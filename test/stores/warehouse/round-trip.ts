import { describe, expect, it } from "vitest";
import { contentHash } from "../../../domain/content-hash.ts";
import type { Document } from "../../../domain/documents.ts";
import { documentId } from "../../../domain/identity.ts";
import { grace } from "../vector-store/fixtures.ts";
import type { WarehouseContext } from "../warehouse-contract.ts";
import { article, idsOf, post, repository } from "./fixtures.ts";

/** What a store is tempted to trim, fold, escape or normalize. */
const awkwardText = [
  "  leading and trailing  \n\n",
  "tabs\tand\r\nCRLF\rand no-break\u00a0space",
  "👩‍🔬 🏳️‍🌈 👍🏽",
  "𝐛𝐨𝐥𝐝 𝘪𝘵𝘢𝘭𝘪𝘤 𝙼𝚘𝚗𝚘",
  "e\u0301 is not é",
  "\ufeffbyte order mark",
  "$set.a {'x': \"y\"} \\ ; -- %_ \u0000 end",
].join("\n");

const documents: readonly (readonly [string, Document])[] = [
  [
    "a whole article",
    article("whole", {
      subtitle: "With a subtitle",
      language: "en-GB",
      publishedAt: "2026-11-24T10:00:00+02:00",
      content: awkwardText,
    }),
  ],
  ["an article of the least fields", article("bare", { title: "", content: "" })],
  ["a post", post("words", { content: awkwardText, author: grace })],
  [
    "a repository",
    repository("code", {
      description: "Some code",
      files: [
        { path: "src/main.py", text: "def f():\n    if True:\n\treturn  1   \n\n" },
        { path: "src/$weird. name/ö/日本.txt", text: awkwardText },
        { path: "empty", text: "" },
      ],
    }),
  ],
  ["a repository without files", repository("void", { files: [] })],
  [
    "an article under a path of the gateway",
    article("guide", { id: documentId("/guides/start"), link: "/guides/start", platform: "web" }),
  ],
];

export const describeRoundTrip = ({ warehouse }: WarehouseContext): void => {
  describe("documents", () => {
    it.each(documents)("give back %s as it was", async (_, document) => {
      await warehouse().upsertDocuments([document]);
      expect(await warehouse().getDocuments([document.id])).toStrictEqual([document]);
    });

    it("are summed up in lists", async () => {
      const all = documents.map(([, document]) => document);
      await warehouse().upsertDocuments(all);
      const { items, next } = await warehouse().listDocuments({}, { limit: 100 });
      expect(next).toBeUndefined();
      expect(items.map(({ updatedAt: _, ...summary }) => summary)).toStrictEqual(
        all
          .map((document) => ({
            id: document.id,
            category: document.category,
            platform: document.platform,
            author: document.author,
            link: document.link,
            title: document.title,
            contentHash: contentHash(document),
          }))
          .sort((left, right) => (left.id < right.id ? -1 : 1)),
      );
      for (const { updatedAt } of items) expect(new Date(updatedAt).toISOString()).toBe(updatedAt);
    });

    it("come in the order asked for, without the unknown and the repeated", async () => {
      const stored = [article("a"), post("b"), repository("c")];
      await warehouse().upsertDocuments(stored);
      const [a, b, c] = stored.map(({ id }) => id);
      const unknown = article("unknown").id;
      const read = await warehouse().getDocuments([c, unknown, a, b].map(String));
      expect(read.map(({ id }) => id)).toEqual([c, a, b]);
      expect(await warehouse().getDocuments([])).toEqual([]);
    });

    it("that are missing are found out", async () => {
      const stored = [article("a"), post("b"), repository("c")];
      const missing = [article("x").id, post("y").id];
      await warehouse().upsertDocuments(stored);
      expect((await warehouse().findMissing([...idsOf(stored), ...missing])).sort()).toEqual(missing.sort());
      expect(await warehouse().findMissing(idsOf(stored))).toEqual([]);
      expect(await warehouse().findMissing([])).toEqual([]);
    });
  });
};
