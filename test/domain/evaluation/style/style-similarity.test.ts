import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { seededRandom } from "../../../../domain/evaluation/bootstrap.ts";
import {
  type AuthorStyle,
  learnStyle,
  styleSimilarity,
} from "../../../../domain/evaluation/style/style-similarity.ts";
import { splitSentences } from "../../../../domain/text/split-sentences.ts";

/** Writes sentences out of the same words, in one of two manners. */
const write = (manner: "chatty" | "formal", sentences: number, seed: number): string => {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  const nouns = ["models", "vectors", "prompts", "tokens", "agents", "pipelines", "datasets"];
  const verbs = ["train", "store", "rank", "split", "serve", "cache"];
  return Array.from({ length: sentences }, () =>
    manner === "chatty"
      ? `So, let's just ${pick(verbs)} your ${pick(nouns)} now, and you'll see: it's really that easy!`
      : `The ${pick(nouns)} of which one would ${pick(verbs)} the ${pick(nouns)} are thereby to be considered.`,
  ).join(" ");
};

const requireStyle = (style: AuthorStyle | undefined): AuthorStyle => {
  if (!style) throw new Error("too little text");
  return style;
};

const chatty = requireStyle(learnStyle([1, 2, 3, 4].map((seed) => write("chatty", 60, seed))));

describe("styleSimilarity", () => {
  it("puts the author's own manner in the middle and another one at the bottom, whatever the length", () => {
    for (const sentences of [1, 3, 8]) {
      const own = [11, 12, 13, 14, 15, 16].map(
        (seed) => styleSimilarity(chatty, write("chatty", sentences, seed)) ?? 0,
      );
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(mean).toBeGreaterThan(0.2);
      expect(mean).toBeLessThan(0.9);
      expect(styleSimilarity(chatty, write("formal", sentences, 11))).toBe(0);
    }
  });

  it("looks past code and links", () => {
    const text = write("chatty", 3, 21);
    expect(
      styleSimilarity(chatty, `${text}\n\`\`\`js\nconst a = { b: [1] };\n\`\`\`\nhttps://example.org/a-b`),
    ).toBe(styleSimilarity(chatty, text));
  });

  it("says nothing of a text without words, or one longer than any of the author's", () => {
    expect(styleSimilarity(chatty, " … !")).toBeUndefined();
    expect(styleSimilarity(chatty, write("chatty", 400, 5))).toBeUndefined();
  });
});

describe("learnStyle", () => {
  it("needs 1,000 words", () => {
    expect(learnStyle([])).toBeUndefined();
    expect(learnStyle([write("chatty", 20, 1)])).toBeUndefined();
  });

  it("does without function words, as in another language", () => {
    const words = ["kissa", "talo", "metsä", "vesi", "kivi", "lumi", "polku"];
    const random = seededRandom(3);
    const write = (): string =>
      `Ja ${Array.from({ length: 8 }, () => words[Math.floor(random() * words.length)]).join(" ")}.`;
    const style = requireStyle(learnStyle([Array.from({ length: 200 }, write).join(" ")]));
    const score = styleSimilarity(style, write());
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  });

  it("cuts a single document in two", () => {
    const style = requireStyle(learnStyle([write("chatty", 200, 1)]));
    expect(styleSimilarity(style, write("chatty", 3, 9))).toBeGreaterThan(0);
  });
});

const articlesFile = new URL("../../../../../shared/data/warehouse/articles.json", import.meta.url);
const articlesSchema = z.array(
  z.object({ author_full_name: z.string(), content: z.record(z.string(), z.unknown()) }),
);

const readArticles = (): Map<string, string[]> | undefined => {
  try {
    const authors = new Map<string, string[]>();
    const content: unknown = JSON.parse(readFileSync(articlesFile, "utf8"));
    const articles = z.union([articlesSchema, z.record(z.string(), articlesSchema)]).parse(content);
    for (const article of Array.isArray(articles) ? articles : Object.values(articles).flat()) {
      const texts = authors.get(article.author_full_name) ?? [];
      texts.push(Object.values(article.content).join("\n"));
      authors.set(article.author_full_name, texts);
    }
    return authors;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
};

const articles = readArticles();

/** How often a figure of the first list is above one of the second; 0.5 is chance. */
const areaUnderCurve = (own: readonly number[], others: readonly number[]): number =>
  own.reduce(
    (sum, value) =>
      sum +
      others.filter((other) => other < value).length +
      others.filter((other) => other === value).length / 2,
    0,
  ) /
  (own.length * others.length);

/** Every `step`th passage of ten sentences. */
const passages = (texts: readonly string[], step: number): string[] =>
  texts.flatMap((text) => {
    const sentences = splitSentences(text);
    return Array.from({ length: Math.floor(sentences.length / (10 * step)) }, (_, index) =>
      sentences.slice(index * 10 * step, index * 10 * step + 10).join("\n"),
    );
  });

describe.skipIf(articles === undefined)(
  "with two authors of one field (skipped without ../shared/data)",
  () => {
    it("knows an author's unseen passages from the other's better than chance", () => {
      const [[, first = []] = [], [, second = []] = []] = [...(articles ?? [])];
      for (const [own, other] of [
        [first, second],
        [second, first],
      ] as const) {
        const style = requireStyle(learnStyle(own.filter((_, index) => index % 3 !== 2)));
        const score = (text: string): number => styleSimilarity(style, text) ?? 0;
        const unseen = passages(
          own.filter((_, index) => index % 3 === 2),
          8,
        ).map(score);
        expect(areaUnderCurve(unseen, passages(other, 24).map(score))).toBeGreaterThan(0.55);
      }
    });
  },
);
