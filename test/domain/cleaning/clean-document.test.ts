import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanDocument } from "../../../domain/cleaning/clean-document.ts";
import { cleaningVersion } from "../../../domain/cleaning/cleaning-version.ts";
import type { Article, Platform, Repository } from "../../../domain/documents.ts";

const published = {
  id: "6ba7b810-9dad-51d1-80b4-00c04fd430c8",
  author: { id: "6ba7b811-9dad-51d1-80b4-00c04fd430c8", name: "Ada Example" },
  link: "https://example.org/a",
  title: "A title",
};
const article = (content: string, platform: Platform = "web"): Article => ({
  ...published,
  category: "articles",
  platform,
  content,
});
const clean = (content: string, platform?: Platform): string =>
  cleanDocument(article(content, platform), { mode: "readable" }).text;

describe("cleanDocument", () => {
  it("turns mathematical letters into letters, in code spans too", () => {
    expect(clean("Use `𝘸𝘢𝘵𝘤𝘩()` or 𝘸𝘢𝘵𝘤𝘩() for 𝗨𝗻𝗶𝗰𝗼𝗱𝗲.")).toBe("Use `watch()` or watch() for Unicode.");
  });

  it("joins hard wraps, words broken at hyphens too, and keeps hard breaks", () => {
    const wrapped = `In this article, we will provide a comprehensive overview of supervised fine-
tuning. We compare it.`;
    expect(clean(wrapped)).toBe(
      "In this article, we will provide a comprehensive overview of supervised fine-tuning. We compare it.",
    );
    expect(clean("one  \ntwo")).toBe("one\ntwo");
  });

  it("mends the spaces around emphasis marks and leaves identifiers alone", () => {
    expect(clean("_More**details** on_ the **format** : `a_b` and snake_case, __init__ and x**2.")).toBe(
      "More details on the format: `a_b` and snake_case, __init__ and x**2.",
    );
  });

  it("puts the text in place of links, [URL] in place of addresses, and drops images without words", () => {
    expect(
      clean("See [the docs](https://x.org/a_(b)), https://x.org/y. ![](i.png) ![A plot of loss](i.png)"),
    ).toBe("See the docs, [URL]. A plot of loss");
  });

  it("takes emoji out and keeps text symbols", () => {
    expect(clean("Ship it 🚀👨‍👩‍👧 © 2024 → done 1️⃣")).toBe("Ship it © 2024 → done 1");
  });

  it("keeps code byte for byte", () => {
    const fenced = "```py\nx  =  '**b** 🚀 ﬁ'   \n\n\n# https://x.org\n```";
    const indented = "    if x:\n        __y__ = 1  \n\n    done()";
    const text = clean(`Before\n\n${fenced}\n\nBetween\n\n${indented}\n\nAfter`);
    expect(text).toContain(fenced);
    expect(text).toContain(indented);
  });

  it("leaves nothing of Substack's bars, boxes, cards and comments", () => {
    const bar =
      "Share this post\n\n#### A title\n\nx.substack.com\n\nCopy link\n\nFacebook\n\nEmail\n\nNote\n\nOther";
    const page = `#\n\nSubscribeSign in\n\n${bar}\n\n# A title\n\nAda\n\nJul 20, 2024\n\n13\n\n${bar}\n\nShare\n\nThe text.\n\n#### Previous Lessons:\n\n  * Lesson 3: Why?\n\n* * *\n\nMore text.\n\nX is a reader-supported publication. To receive new posts\nand support my work, consider becoming a free or paid subscriber.\n\nSubscribe\n\n13\n\n${bar}\n\n#### Discussion about this post\n\nNice!`;
    expect(clean(page, "substack")).toBe("The text.\n\nMore text.");
  });

  it("cuts a Medium page down to its article", () => {
    const page =
      "T | PubOpen in appSign upSign inWriteSign upSign inA titleAda·FollowPublished inPub·16 min read·Mar 16, 20242.1K13ListenShareThe article itself says this. It goes on for a while.Sign up to discover human stories that deepen your understanding of the world.FreeMore";
    expect(clean(page, "medium")).toBe("The article itself says this. It goes on for a while.");
  });

  it("takes Substack's share boxes out with a title that differs from the article's, and a guest's card", () => {
    const page =
      "The text.\n\nShare this post\n\n#### Another title that is long enough to be wrapped near the end of the\nline-wise text\n\nkites.example.org\n\nCopy link\n\n| A guest post by| AdaMaker of kites\nat home.| Subscribe to Ada  \n---|---";
    expect(clean(page, "substack")).toBe("The text.");
  });

  it("breaks the joined text of a Medium page where a credit, a call for a star or a card's end stood", () => {
    const filler = "This sentence fills the line.".repeat(80);
    const page = `${filler}A voice.Image by DALL-EWhy this?It helps.A plan [Image by the Author]Along the way. 🔗 Check out the code on GitHub [1] and support us with a ⭐️1. The goal`;
    const text = clean(page, "medium");
    expect(text.split("\n\n").slice(-6)).toEqual([
      "A voice.",
      "Why this?",
      "It helps.",
      "A plan",
      "Along the way.",
      "1. The goal",
    ]);
  });

  it("keeps numbered sentences and lines that only look like headings", () => {
    const text =
      "Do this ↓  \n  \n#𝟭. Load your kites from the file  \n  \n#𝟮. Fly each of them and write down the wind, the height, and also the hour and\nthe time.  \n  \n# LAST LINE  \n...";
    expect(clean(text)).toBe(
      "Do this ↓\n\n###### 1. Load your kites from the file\n\n2. Fly each of them and write down the wind, the height, and also the hour and the time.\n\nLAST LINE",
    );
  });

  it("keeps a list of steps and takes out a list of lessons", () => {
    const steps = "  * Step 1: Input\n  * Step 2: Output";
    expect(clean(`The loop:\n\n${steps}\n\nAnd then:\n\n  * Lesson 1: Kites\n  * Lesson 2: Wind`)).toBe(
      `The loop:\n\n${steps}\n\nAnd then:`,
    );
  });

  it("leaves nothing of cards, calls and a copyright line at the end of an article", () => {
    const page =
      "The text.\n\n### Articles about kites\n\n**Winds**  \n _All about winds_kites.example.com\n\n_Support my work —\nbecome a Medium member here:_\n\n**Join Medium with my referral link — Ada**  \n _As a Medium member, a portion of your membership fee goes to writers you\nread…_medium.com\n\nCopyright 2024, Ada";
    expect(clean(page)).toBe("The text.");
  });

  it("takes a site's menus out", () => {
    const page =
      "Site\n\n  * Home\n  * About\n\n# A heading\n\nAuthor\n\nAda\n\n  * One\n  * Two\n  * Three\n  * Four\n  * Five\n  * Six\n\nThe text begins here and is a sentence.\n\n  * a\n  * b";
    expect(clean(page)).toBe("# A heading\n\nThe text begins here and is a sentence.\n\n  * a\n  * b");
  });

  it("keeps all white space of source code", () => {
    const text = "def f():\n\treturn  1\n\n\nprint(f())  ";
    const repository: Repository = {
      ...published,
      category: "repositories",
      platform: "github",
      files: [{ path: "a/b.py", text }],
    };
    expect(cleanDocument(repository, { mode: "readable" }).text).toBe(`## a/b.py\n\n\`\`\`\n${text}\n\`\`\``);
  });

  it("strips to words and .,!? in ASCII mode", () => {
    const { text } = cleanDocument(article("Café (90%) — `x`!"), { mode: "ascii" });
    expect(text).toBe("Cafe 90 x !");
    expect(cleaningVersion({ mode: "ascii" })).not.toBe(cleaningVersion({ mode: "readable" }));
  });

  it("works for any text and leaves no half surrogate or control character outside code", () => {
    const piece = fc.constantFrom(
      "**",
      "_",
      "`",
      "```",
      "\n",
      "\n\n",
      "> ",
      "[",
      "](",
      ")",
      "![",
      "    ",
      "* ",
      "\ud800",
      "\u0000",
      "|",
      "---|---",
      "a",
      "# ",
      "🚀",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" }))),
        fc.constantFrom<Platform>("web", "medium", "substack"),
        (pieces, platform) => {
          const text = clean(pieces.join(""), platform);
          expect(text.isWellFormed()).toBe(true);
          expect(clean(pieces.join(""), platform)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ["one line", "word ".repeat(2_000_000)],
    ["brackets", "[".repeat(500_000)],
    ["quotes", `${"> ".repeat(200_000)}a`],
    ["images", "![a](b".repeat(200_000)],
    ["marks", "**_".repeat(300_000)],
    ["unclosed fence", `\`\`\`\n${"x\n".repeat(500_000)}`],
    ["backticks", Array.from({ length: 2_000 }, (_, index) => `${"`".repeat(index % 500)}a`).join("")],
    ["full stops", `https://x${".".repeat(1_000_000)}`],
    ["calls", "Check out [Image by Photo by follow me ".repeat(100_000)],
    ["spaces in code", `\`a${" ".repeat(1_000_000)}b\``],
  ])("takes a very long text of %s", (_, content) => {
    expect(() => clean(content, "medium")).not.toThrow();
  });
});
