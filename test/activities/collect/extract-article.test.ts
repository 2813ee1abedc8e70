import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { extractArticle } from "../../../activities/collect/links/extract-article.ts";
import { htmlToMarkdown } from "../../../activities/collect/links/html-to-markdown.ts";
import { InvalidInputError, TooLargeError } from "../../../domain/errors.ts";

const pages = new URL("../../../../shared/data/pages/", import.meta.url);
const url = "https://example.org/a";
const sentences = "This is a sentence, and it is about retrieval. ".repeat(20);

describe.skipIf(!existsSync(pages))("pages as their platforms serve them", () => {
  it.each([
    {
      file: "medium/article.html",
      title: "WTF? What’s The Future?",
      publishedAt: "2016-10-19T14:30:56.529Z",
      text: "Last Thursday, I had the honor to be one of the warmup acts for President Obama",
      link: url,
    },
    {
      file: "medium/medium-1.html",
      title: "The Open Journalism Project: Better Student Journalism",
      publishedAt: "2015-03-17T16:27:40.294Z",
      text: "Our goal is for the site to be a place to teach students what they should know",
      link: url,
    },
    {
      file: "substack/hello-world.html",
      title: "Social title",
      publishedAt: "2024-11-06T17:37:50.000Z",
      text: "Body content, not testing this",
      link: url,
    },
    {
      file: "linkedin/pulse-article.html",
      title: "What will set your soul on fire in 2017",
      publishedAt: undefined,
      text: "Ellyn Shook",
      link: url,
    },
    {
      file: "github/repository.html",
      title: expect.stringMatching(/^steventroughtonsmith\/marzipanify/),
      publishedAt: undefined,
      text: "marzipanify is an unsupported commandline tool",
      link: url,
    },
  ])("$file gives title and text", ({ file, title, publishedAt, text, link }) => {
    const article = extractArticle({ url, html: readFileSync(new URL(file, pages), "utf8") });
    expect(article).toMatchObject({ title, publishedAt, link, content: expect.stringContaining(text) });
    expect(article.content).not.toMatch(/<script|<style/);
  });
});

describe("extractArticle", () => {
  it("reads a page that leaves out its outermost elements, and resolves its links", () => {
    const html = `<h1>Short page</h1><p>${sentences}</p><p><a href="/next">More</a></p>`;
    expect(extractArticle({ url, html })).toMatchObject({
      title: "Short page",
      content: expect.stringContaining("[More](https://example.org/next)"),
    });
  });

  it.each([
    ["nothing", ""],
    ["no text", "<html><body><nav>Menu</nav></body></html>"],
  ])("finds no article in %s", (_name, html) => {
    expect(() => extractArticle({ url, html })).toThrow(InvalidInputError);
  });

  it.each([
    ["a million tags", "<i>x</i>".repeat(1_000_000), /more than 200000 tags/],
    ["bottomless nesting", `${"<div>".repeat(5_000)}${sentences}`, /deeper than 256/],
  ])("refuses %s before reading it", (_name, html, problem) => {
    expect(() => extractArticle({ url, html })).toThrow(TooLargeError);
    expect(() => extractArticle({ url, html })).toThrow(problem);
  });
});

describe("htmlToMarkdown", () => {
  it("keeps code as it is, with its language", () => {
    expect(
      htmlToMarkdown('<p>Run</p><pre><code class="language-py">if a &lt; b:\n    *x*\n</code></pre>'),
    ).toBe("Run\n\n```py\nif a < b:\n    *x*\n```");
    expect(htmlToMarkdown("<pre>```\ninner\n```</pre>")).toBe("````\n```\ninner\n```\n````");
  });

  it("leaves out images that are their own data", () => {
    expect(htmlToMarkdown('<p>a<img src="data:image/png;base64,AAAA" alt="x"></p>')).toBe("a");
  });
});
