import { Readability } from "@mozilla/readability";
import { InvalidInputError, TwinError } from "../../../domain/errors.ts";
import { canonicalLink } from "../../../domain/identity.ts";
import { htmlToMarkdown } from "./html-to-markdown.ts";
import type { FetchedPage } from "./page-fetcher.ts";
import { parsePage } from "./parse-page.ts";

/** What of a page is its article. */
export interface ExtractedArticle {
  readonly title: string;
  /** Markdown. */
  readonly content: string;
  /** Canonical. */
  readonly link: string;
  readonly subtitle: string | undefined;
  readonly language: string | undefined;
  /** ISO 8601. */
  readonly publishedAt: string | undefined;
}

/** A page with more elements than this is no article; reading it would only cost time. */
const MAX_ELEMENTS = 50_000;

const bareHost = (url: URL): string => url.hostname.replace(/^www\./, "");

/** The page's own link where it names one on the same host, else the one it was fetched from. */
const ownLink = (declared: string | null | undefined, pageUrl: string): string => {
  const page = new URL(pageUrl);
  if (!declared || !URL.canParse(declared, pageUrl)) return canonicalLink(pageUrl);
  const own = new URL(declared, pageUrl);
  const same = /^https?:$/.test(own.protocol) && bareHost(own) === bareHost(page);
  // A site whose every page names its front page would be one document.
  return canonicalLink(same && own.pathname !== "/" ? own.href : pageUrl);
};

const isoTime = (text: string | null | undefined): string | undefined => {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

const extract = (page: FetchedPage): ExtractedArticle | undefined => {
  const document = parsePage(page);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute("href");
  const time = document.querySelector("time[datetime]")?.getAttribute("datetime");
  const heading = document.querySelector("h1")?.textContent;
  const declaredLanguage = document.documentElement?.getAttribute("lang");
  // Readability takes two line breaks for a paragraph, in code too.
  for (const lineBreak of document.querySelectorAll("pre br")) lineBreak.replaceWith("\n");
  const article = new Readability(document, { keepClasses: true, maxElemsToParse: MAX_ELEMENTS }).parse();
  const content = htmlToMarkdown(article?.content ?? "");
  const title = (article?.title || heading || "").trim();
  if (content === "" || title === "") return undefined;
  return {
    title,
    content,
    link: ownLink(canonical, page.url),
    subtitle: article?.excerpt?.trim() || undefined,
    language: (article?.lang ?? declaredLanguage)?.trim() || undefined,
    publishedAt: isoTime(article?.publishedTime) ?? isoTime(time),
  };
};

/**
 * Finds the article of a page and writes it as Markdown.
 *
 * @throws {InvalidInputError} when the page holds none; {TooLargeError} when it is no page to read.
 */
export const extractArticle = (page: FetchedPage): ExtractedArticle => {
  let article: ExtractedArticle | undefined;
  let cause: unknown;
  try {
    article = extract(page);
  } catch (error) {
    if (error instanceof TwinError) throw error;
    // Markup that the parsers give up on (too many elements, nesting without end) stays so.
    cause = error;
  }
  if (article) return article;
  throw new InvalidInputError(
    `No article was found at ${page.url}: the page has no text of its own, or shows it to signed-in readers only.`,
    { cause },
  );
};
