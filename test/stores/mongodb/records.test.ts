import { describe, expect, it } from "vitest";
import { contentHash } from "../../../domain/content-hash.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { categoriesOf, toMongoFilter } from "../../../stores/mongodb/filters.ts";
import { prepareDocuments } from "../../../stores/mongodb/prepare-documents.ts";
import { toAuthor, toDocument, toRecord, toSummary, toUserRecord } from "../../../stores/mongodb/records.ts";
import { ada } from "../vector-store/fixtures.ts";
import { article, post, repository } from "../warehouse/fixtures.ts";

const now = new Date("2026-11-24T12:00:00.000Z");

describe("records", () => {
  it.each([
    article("a", { subtitle: "b", language: "en", publishedAt: "2026-01-01T00:00:00Z" }),
    post("p"),
    repository("r", { description: "d" }),
  ])("give back the document that they were made of ($category)", (document) => {
    const record = toRecord(document, now);
    expect(record._id).toBe(document.id);
    expect(toDocument(record)).toStrictEqual(document);
    expect(toSummary(record, document.category)).toStrictEqual({
      id: document.id,
      category: document.category,
      platform: document.platform,
      author: document.author,
      link: document.link,
      title: document.title,
      contentHash: contentHash(document),
      updatedAt: now.toISOString(),
    });
  });

  it("of users keep the name that they are looked up by", () => {
    const user = toUserRecord({ ...ada, name: "Ada  LOVELACE" });
    expect(user.normalizedName).toBe("ada lovelace");
    expect(toAuthor(user)).toStrictEqual({ id: ada.id, name: "Ada  LOVELACE" });
  });

  it("of another making are refused", () => {
    expect(() => toDocument({ _id: "7", category: "articles" })).toThrow();
    expect(() => toAuthor(null)).toThrow();
  });

  it("are made of all documents, or of none when one is too large or wrong", () => {
    const large = repository("large", { files: [{ path: "big.txt", text: "x".repeat(16 * 1024 ** 2) }] });
    expect(() => prepareDocuments([post("p"), large], now)).toThrow(InvalidInputError);
    expect(() => prepareDocuments([post("p"), large], now)).toThrow(large.link);
    expect(() => prepareDocuments([post("p", { id: "no uuid" })], now)).toThrow(/id: /);
    expect(prepareDocuments([post("p"), article("a")], now)).toHaveLength(2);
  });
});

describe("filters", () => {
  it("restrict by what they name, an empty list to nothing", () => {
    expect(toMongoFilter({})).toEqual({});
    expect(toMongoFilter({ authorIds: [], links: ["/a"], documentIds: ["b"], platforms: ["web"] })).toEqual({
      "author.id": { $in: [] },
      link: { $in: ["/a"] },
      _id: { $in: ["b"] },
      platform: { $in: ["web"] },
    });
    expect(categoriesOf({})).toEqual(["articles", "posts", "repositories"]);
    expect(categoriesOf({ categories: ["posts"] })).toEqual(["posts"]);
    expect(categoriesOf({ categories: [] })).toEqual([]);
  });
});
