import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cleanDocument } from "../../../domain/cleaning/clean-document.ts";
import type { Platform } from "../../../domain/documents.ts";
import { canonicalLink } from "../../../domain/identity.ts";

const data = new URL("../../../../shared/data/", import.meta.url);
const articlesFile = new URL("warehouse/articles.json", data);
const questionsFile = new URL("retrieval/dev.jsonl", data);
const present = existsSync(articlesFile) && existsSync(questionsFile);

const articlesSchema = z.array(
  z.object({
    platform: z.string(),
    link: z.string(),
    content: z.object({ Title: z.string(), Subtitle: z.string().nullable(), Content: z.string() }),
  }),
);
const questionSchema = z.object({ id: z.string(), relevant: z.array(z.string()), evidence: z.string() });

/** Letters and digits alone: white space, emphasis marks and addresses do not count. */
const letters = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/https?:\S+|\[URL\]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");

const platformOf = (name: string): Platform =>
  name.includes("substack") ? "substack" : name === "medium" ? "medium" : "web";

// Without the real corpus in ../shared/data there is nothing to compare.
describe.skipIf(!present)("cleaning of the real corpus", () => {
  it("keeps the passage that answers each question", () => {
    const cleaned = new Map(
      articlesSchema
        .parse(JSON.parse(readFileSync(articlesFile, "utf8")))
        .map(({ platform, link, content }) => [
          canonicalLink(link),
          letters(
            cleanDocument(
              {
                id: "6ba7b810-9dad-51d1-80b4-00c04fd430c8",
                author: { id: "6ba7b811-9dad-51d1-80b4-00c04fd430c8", name: "Ada Example" },
                category: "articles",
                platform: platformOf(platform),
                link: canonicalLink(link),
                title: content.Title,
                subtitle: content.Subtitle ?? undefined,
                content: content.Content,
              },
              { mode: "readable" },
            ).text,
          ),
        ]),
    );
    const lines = readFileSync(questionsFile, "utf8").trim().split("\n");
    const lost = lines
      .map((line) => questionSchema.parse(JSON.parse(line)))
      .filter(({ relevant, evidence }) =>
        relevant.every((link) => !cleaned.get(canonicalLink(link))?.includes(letters(evidence))),
      );
    expect(lost.map(({ id }) => id)).toEqual([]);
  });
});
