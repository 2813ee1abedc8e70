import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ParsedRecord, parseRecord } from "../../../domain/collecting/parse-record.ts";
import { type Document, documentSchema } from "../../../domain/documents.ts";
import { authorId, documentId } from "../../../domain/identity.ts";

const articlesFile = new URL("../../../../shared/data/warehouse/articles.json", import.meta.url);

const documentOf = (parsed: ParsedRecord): Document => {
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.document;
};
const problemOf = (record: unknown, author = "*"): string => {
  const parsed = parseRecord(record, author);
  if ("document" in parsed) throw new Error("the record was taken");
  return parsed.problem;
};

const plain = {
  title: "A title",
  content: "Some text.",
  link: "https://example.org/a",
  author: "Ada Lovelace",
};
const warehouse = {
  _id: "c0ffee",
  author_id: "1",
  author_full_name: "Ada Lovelace",
  platform: "medium",
  link: "https://medium.com/p/a?source=rss",
};
const article = {
  ...warehouse,
  content: { Title: " A title ", Subtitle: null, Content: "Text", language: null },
};

describe("the warehouse export of the handbook", () => {
  it("gives articles", () => {
    const link = "https://medium.com/p/a";
    expect(documentOf(parseRecord(article, "*"))).toEqual({
      id: documentId(link),
      category: "articles",
      platform: "medium",
      author: { id: authorId("ada lovelace"), name: "Ada Lovelace" },
      link,
      title: "A title",
      content: "Text",
    });
  });

  it("gives posts, with their parts joined and their first line as title", () => {
    const post = {
      ...warehouse,
      image: null,
      content: { Post_0: { text: "Hello\nworld" }, Post_1: "Again" },
    };
    expect(documentOf(parseRecord(post, "*"))).toMatchObject({
      category: "posts",
      title: "Hello",
      content: "Hello\nworld\n\nAgain",
    });
  });

  it("gives repositories, white space kept", () => {
    const repository = {
      ...warehouse,
      name: "tool",
      content: { "src/a.py": "def f():\n    pass\n", "b.md": "" },
    };
    expect(documentOf(parseRecord({ ...repository, platform: "github" }, "*"))).toMatchObject({
      category: "repositories",
      platform: "github",
      title: "tool",
      files: [
        { path: "src/a.py", text: "def f():\n    pass\n" },
        { path: "b.md", text: "" },
      ],
    });
  });

  it("names each wrong field by its path", () => {
    expect(problemOf({ ...article, content: { Title: null, Content: " " } })).toBe(
      "content.Title: is missing; content.Content: is empty",
    );
    expect(problemOf({ ...warehouse, name: "tool", content: { "a.py": 3 } })).toBe(
      'content["a.py"]: must be text',
    );
    expect(problemOf({ ...warehouse, content: {} })).toBe("content: is empty");
    expect(problemOf({ ...article, link: undefined })).toBe("link: is missing");
    expect(problemOf({ ...article, author_full_name: "" })).toMatch(/^author_full_name: is missing/);
  });

  it.skipIf(!existsSync(articlesFile))("reads all 76 real articles, of two authors", () => {
    const records = z.array(z.unknown()).parse(JSON.parse(readFileSync(articlesFile, "utf8")));
    const documents = records.map((record) => documentOf(parseRecord(record, "*")));
    expect(documents).toHaveLength(76);
    expect(new Set(documents.map((document) => document.id)).size).toBe(76);
    expect(new Set(documents.map((document) => document.author.name))).toEqual(
      new Set(["Maxime Labonne", "Paul Iusztin"]),
    );
    expect(new Set(documents.map((document) => document.platform))).toEqual(
      new Set(["medium", "substack", "web"]),
    );
  });
});

describe("the plain shape", () => {
  it("gives articles, posts and repositories", () => {
    expect(
      documentOf(parseRecord({ ...plain, publishedAt: "2024-07-29", language: "en" }, "*")),
    ).toMatchObject({
      category: "articles",
      platform: "web",
      publishedAt: "2024-07-29T00:00:00Z",
      language: "en",
    });
    const post = { text: "x".repeat(300), link: "https://www.linkedin.com/posts/ada_1", author: "Ada" };
    expect(documentOf(parseRecord(post, "*"))).toMatchObject({
      category: "posts",
      platform: "linkedin",
      title: `${"x".repeat(99)}…`,
    });
    const files = [{ path: "a.ts", text: "let a;\n" }];
    const repository = { title: "a", files, link: "https://github.com/ada/a", author: "Ada" };
    expect(documentOf(parseRecord(repository, "*"))).toMatchObject({ category: "repositories", files });
  });

  it.each<[string, unknown, string | RegExp]>([
    ["no object", "text", /^must be an object/],
    ["an array", [plain], /^must be an object/],
    [
      "an unknown field",
      { ...plain, titel: "x" },
      /^has the unknown field "titel"; known are title, content/,
    ],
    ["no content", { ...plain, content: undefined }, "content: is missing"],
    ["empty content", { ...plain, content: " \n" }, "content: is empty"],
    ["content and text", { ...plain, text: "x" }, /^text: says the same/],
    ["no title", { ...plain, title: "" }, "title: is missing"],
    ["a title too long", { ...plain, title: "x".repeat(1_001) }, /^title: /],
    ["no link", { ...plain, link: null }, "link: is missing"],
    ["a link to a file", { ...plain, link: "file:///etc/passwd" }, /^link: must be an http\(s\) URL/],
    ["a path as link", { ...plain, link: "/guides/a" }, /^link: must be an http\(s\) URL/],
    ["half a link", { ...plain, link: "https://" }, /^link: must be an http\(s\) URL, is "https:\/\/"/],
    ["a vague time", { ...plain, publishedAt: "last summer" }, /^publishedAt: must be an ISO 8601/],
    ["files in an article", { ...plain, category: "articles", files: [] }, /files/],
    [
      "a repository without files",
      { ...plain, category: "repositories", content: undefined },
      "files: is missing",
    ],
    ["an unknown category", { ...plain, category: "novels" }, /^category: /],
    [
      "an unknown platform",
      { ...plain, platform: "myspace" },
      /^platform: unknown platform "myspace": known are medium, substack, linkedin, github, web/,
    ],
    ["another's host", { ...plain, platform: "blog.test" }, /^platform: .*not the host of the link/],
  ])("refuses %s", (_name, record, problem) => {
    if (typeof problem === "string") expect(problemOf(record)).toBe(problem);
    else expect(problemOf(record)).toMatch(problem);
  });
});

describe("platform", () => {
  it.each([
    ["Medium", "https://towardsdatascience.com/a", "medium"],
    ["decodingml.substack.com", "https://decodingml.substack.com/p/a", "substack"],
    ["mlabonne.github.io", "https://mlabonne.github.io/blog/a", "web"],
    ["github.com", "https://www.github.com/a/b", "github"],
    [undefined, "https://uk.linkedin.com/in/a", "linkedin"],
    [undefined, "https://notmedium.com/a", "web"],
  ])("%s at %s is %s", (platform, link, expected) => {
    expect(documentOf(parseRecord({ ...plain, platform, link, category: "articles" }, "*")).platform).toBe(
      expected,
    );
  });
});

describe("author", () => {
  it("is the record's for *, and must be there", () => {
    expect(documentOf(parseRecord(plain, "*")).author.name).toBe("Ada Lovelace");
    expect(problemOf({ ...plain, author: undefined })).toMatch(/^author: is missing/);
  });

  it("is the run's where one is named, in any spelling; another's record is refused, naming both", () => {
    for (const author of [undefined, "ada  LOVELACE"]) {
      expect(documentOf(parseRecord({ ...plain, author }, "Ada Lovelace")).author.name).toBe("Ada Lovelace");
    }
    const problem = problemOf({ ...plain, author: "Bob" }, "Ada Lovelace");
    expect(problem).toBe('author: is by "Bob", but this import is for "Ada Lovelace"');
  });
});

describe("a problem", () => {
  it("stays short however large the record is", () => {
    const long = "x".repeat(1_000_000);
    for (const record of [
      { ...plain, link: `https://${long}.org/` },
      { ...plain, link: long },
      { ...plain, platform: `${long}.org` },
      { ...plain, [long]: 1, [`${long}2`]: 1 },
      { ...warehouse, name: "a", content: { [long]: 1 } },
    ]) {
      expect(problemOf(record).length).toBeLessThan(1_000);
    }
    expect(problemOf({ ...plain, author: long }, "Ada").length).toBeLessThan(1_000);
  });
});

describe("any record", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(null, undefined, 3, "https://example.org/x", "\ud800", "a\0b", "medium"),
    fc.dictionary(fc.constantFrom("Title", "Content", "Subtitle", "language", "Post_0"), fc.string()),
  );
  const record = fc.record(
    {
      title: value,
      content: value,
      text: value,
      link: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), value),
      author: value,
      author_full_name: value,
      platform: value,
      name: value,
    },
    { requiredKeys: [] },
  );

  it("becomes a valid document that JSON keeps as it is, or a problem", () => {
    fc.assert(
      fc.property(fc.oneof(record, fc.anything()), (given) => {
        const parsed = parseRecord(given, "*");
        if ("problem" in parsed) expect(parsed.problem).not.toBe("");
        else {
          const stored: unknown = JSON.parse(Buffer.from(JSON.stringify(parsed.document)).toString());
          expect(documentSchema.parse(stored)).toEqual(parsed.document);
        }
      }),
    );
  });

  it("loses what no store keeps: half characters and NUL", () => {
    expect(documentOf(parseRecord({ ...plain, content: "a\0b\ud800c" }, "*"))).toMatchObject({
      content: "ab\ufffdc",
    });
  });

  it("keeps its id when it is imported again from what became of it", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (link) => {
        const first = documentOf(parseRecord({ ...plain, category: "articles", link }, "*"));
        const second = documentOf(parseRecord({ ...plain, category: "articles", link: first.link }, "*"));
        expect(second).toEqual(first);
      }),
    );
  });
});
