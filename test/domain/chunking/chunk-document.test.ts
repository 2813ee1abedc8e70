import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkDocument } from "../../../domain/chunking/chunk-document.ts";
import { chunkingVersion } from "../../../domain/chunking/chunking-version.ts";
import { textToEmbed } from "../../../domain/chunking/text-to-embed.ts";
import type { Chunk, CleanedDocument } from "../../../domain/chunks.ts";
import type { Category } from "../../../domain/documents.ts";

const options = {
  size: 200,
  overlap: 40,
  maxTokens: 60,
  countTokens: (text: string) => Math.ceil(text.length / 3) + 2,
};
const chunk = (
  text: string,
  category: Category = "articles",
  changed: Partial<typeof options> = {},
): Chunk[] => {
  const document: CleanedDocument = {
    documentId: "6ba7b810-9dad-51d1-80b4-00c04fd430c8",
    category,
    platform: "web",
    author: { id: "6ba7b811-9dad-51d1-80b4-00c04fd430c8", name: "Ada Example" },
    link: "https://example.org/a",
    title: "T",
    text,
    version: "1",
  };
  return chunkDocument(document, { ...options, ...changed });
};

const prose = fc.array(
  fc.oneof(
    fc.lorem({ mode: "sentences", maxCount: 8 }),
    fc.lorem({ maxCount: 3 }).map((words) => `- ${words}\n- b`),
    fc.string({ unit: "grapheme", maxLength: 400 }).map((text) => text.replace(/[#*_-]/g, "")),
  ),
  { maxLength: 12 },
);

/** The parts make up the text in their order; where one is missing, it is one that came before. */
const expectInOrder = (text: string, parts: readonly string[]): void => {
  let at = 0;
  const skipRepeated = (before: readonly string[]): boolean => {
    const repeated = before.find((part) => text.startsWith(part, at));
    at += repeated?.length ?? 0;
    return repeated !== undefined;
  };
  for (const [index, part] of parts.entries()) {
    while (!text.startsWith(part, at) && skipRepeated(parts.slice(0, index))) {}
    expect(text.slice(at, at + part.length)).toBe(part);
    at += part.length;
  }
  while (at < text.length && skipRepeated(parts)) {}
  expect(text.slice(at)).toBe("");
};

describe("chunkDocument", () => {
  it("starts a chunk at each heading and keeps the path", () => {
    const chunks = chunk("Intro here.\n\n# One\n\nFirst.\n\n## Two\n\nSecond.\n\n# Three\n\nThird.");
    expect(chunks.map(({ heading, text }) => [heading, text])).toEqual([
      ["", "Intro here."],
      ["One", "First."],
      ["One › Two", "Second."],
      ["Three", "Third."],
    ]);
    expect(chunks.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
  });

  it("keeps lists and code whole where they fit", () => {
    const list = Array.from({ length: 8 }, (_, index) => `- item number ${index}`).join("\n");
    const code = `\`\`\`\n${"x = 1\n".repeat(20)}\`\`\``;
    const texts = chunk(`${"Some words here. ".repeat(5)}\n\n${list}\n\n${code}`).map(({ text }) => text);
    expect(texts.some((text) => text.includes(list))).toBe(true);
    expect(texts.some((text) => text.includes(code))).toBe(true);
  });

  it("repeats at most `overlap` characters", () => {
    const words = Array.from({ length: 400 }, (_, index) => `w${index}`).join(" ");
    const chunks = chunk(words, "articles", { maxTokens: 1000 });
    for (const [index, { text }] of chunks.entries()) {
      const before = chunks[index - 1]?.text;
      if (before === undefined) continue;
      const first = text.split(" ")[0] ?? "";
      const at = before.split(" ").indexOf(first);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(before.split(" ").slice(at).join(" ").length).toBeLessThanOrEqual(options.overlap);
    }
  });

  it("splits repositories by file and keeps white space", () => {
    const chunks = chunk(
      "## a.py\n\n```\ndef f():\n\treturn  1\n```\n\n## b.py\n\n```\nx\n```",
      "repositories",
    );
    expect(chunks.map(({ heading, text }) => [heading, text])).toEqual([
      ["a.py", "def f():\n\treturn  1"],
      ["b.py", "x"],
    ]);
  });

  it("makes one chunk of a text that occurs twice", () => {
    expect(chunk("# A\n\nSame text.\n\n# B\n\nSame text.")).toHaveLength(1);
  });

  it("splits a word of 100,000 characters", () => {
    const chunks = chunk("𝒳y".repeat(50_000), "articles", { size: 20_000 });
    expect(chunks.every(({ tokens, text }) => tokens <= options.maxTokens && text.isWellFormed())).toBe(true);
  });

  it("splits a sentence of 300,000 words", () => {
    const chunks = chunk("ab ".repeat(300_000), "articles", { maxTokens: 1000 });
    expect(chunks.map(({ text }) => text.length)).toEqual([200, 89]);
  });

  it("keeps every character in order, within the limits, the same each time", () => {
    fc.assert(
      fc.property(prose, fc.constantFrom<Category>("articles", "posts"), (parts, category) => {
        const text = parts.join("\n\n");
        const chunks = chunk(text, category, { overlap: 0 });
        expectInOrder(
          text.replace(/\s/g, ""),
          chunks.map((part) => part.text.replace(/\s/g, "")),
        );
        for (const part of chunks) {
          expect(options.countTokens(textToEmbed(part))).toBeLessThanOrEqual(options.maxTokens);
          expect(part.text.length).toBeLessThanOrEqual(options.size * 1.2);
        }
        expect(chunk(text, category, { overlap: 0 })).toEqual(chunks);
      }),
    );
  });

  it("names the chunking", () => {
    expect(chunkingVersion({ size: 500, overlap: 50 })).not.toBe(chunkingVersion({ size: 500, overlap: 60 }));
  });
});
