import { toAuthor } from "../../domain/collecting/resolve-author.ts";
import { platformOfHost } from "../../domain/collecting/resolve-platform.ts";
import type { Article } from "../../domain/documents.ts";
import { InvalidInputError } from "../../domain/errors.ts";
import { documentId } from "../../domain/identity.ts";
import { ANY_AUTHOR, type EtlResult } from "../../domain/runs/etl.ts";
import { addEtlResults, emptyEtlResult } from "../../domain/runs/etl-totals.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import { type ExtractedArticle, extractArticle } from "./links/extract-article.ts";
import type { PageFetcher } from "./links/page-fetcher.ts";
import { type Collected, writeBatches } from "./write-batches.ts";

interface LinkDependencies {
  readonly warehouse: Warehouse;
  readonly pages: PageFetcher;
  readonly context: () => ActivityContext;
}

const MAX_TITLE = 1_000;
const MAX_SUBTITLE = 2_000;

const toArticle = (found: ExtractedArticle, author: string): Article => ({
  id: documentId(found.link),
  category: "articles",
  platform: platformOfHost(new URL(found.link).hostname),
  author: toAuthor(author),
  link: found.link,
  title: found.title.slice(0, MAX_TITLE),
  content: found.content,
  ...(found.subtitle === undefined ? {} : { subtitle: found.subtitle.slice(0, MAX_SUBTITLE) }),
  ...(found.language === undefined ? {} : { language: found.language.slice(0, 35) }),
  ...(found.publishedAt === undefined ? {} : { publishedAt: found.publishedAt }),
});

async function* only(document: Article): AsyncIterable<Collected> {
  yield { document, bytes: Buffer.byteLength(document.content) };
}

/** Fetches one page and stores its article under the author's name. Throws as `fetchPage` and `extractArticle` do. */
export const collectLink = async (
  { warehouse, pages, context }: LinkDependencies,
  { link, author }: { readonly link: string; readonly author: string },
): Promise<EtlResult> => {
  if (author === ANY_AUTHOR) throw new InvalidInputError("author: links need the name of their author");
  const { signal } = context();
  const article = toArticle(extractArticle(await pages.fetchPage(link, signal)), author);
  signal.throwIfAborted();
  let result = emptyEtlResult;
  for await (const batch of writeBatches(warehouse, only(article)))
    result = addEtlResults(result, batch.result);
  return result;
};
