import { toAuthor } from "../../domain/collecting/resolve-author.ts";
import type { Article } from "../../domain/documents.ts";
import { InvalidInputError, SetupError } from "../../domain/errors.ts";
import { documentId } from "../../domain/identity.ts";
import { ANY_AUTHOR, type EtlResult } from "../../domain/runs/etl.ts";
import { addEtlResults, emptyEtlResult } from "../../domain/runs/etl-totals.ts";
import type { Warehouse } from "../../stores/warehouse.ts";
import type { ActivityContext } from "../activity-context.ts";
import { type Guide, readGuides } from "./guides/read-guides.ts";
import { type Collected, writeBatches } from "./write-batches.ts";

interface GuideDependencies {
  readonly warehouse: Warehouse;
  /** The folder that holds the guides as Markdown files. */
  readonly guides: string;
  readonly context: () => ActivityContext;
}

const toArticle = (guide: Guide, author: string): Article => {
  const link = `/guides/${guide.name}`;
  return {
    id: documentId(link),
    category: "articles",
    platform: "web",
    author: toAuthor(author),
    link,
    title: guide.title,
    subtitle: guide.summary,
    language: "en",
    content: guide.text,
  };
};

async function* asCollected(articles: readonly Article[]): AsyncIterable<Collected> {
  for (const document of articles) yield { document, bytes: Buffer.byteLength(document.content) };
}

/**
 * Stores the project's own guides as articles of an author.
 *
 * @throws {SetupError} when a guide is not written as one, or there is none.
 */
export const collectGuides = async (
  { warehouse, guides, context }: GuideDependencies,
  { author }: { readonly author: string },
): Promise<EtlResult> => {
  if (author === ANY_AUTHOR) throw new InvalidInputError("author: the guides need the name of an author");
  const { signal, heartbeat } = context();
  const articles = (await readGuides(guides)).map((guide) => toArticle(guide, author));
  if (articles.length === 0) throw new SetupError(`The folder ${guides} holds no guides (*.md).`);
  let result = emptyEtlResult;
  let done = 0;
  for await (const batch of writeBatches(warehouse, asCollected(articles))) {
    signal.throwIfAborted();
    done += batch.records;
    result = addEtlResults(result, batch.result);
    heartbeat({ done, total: articles.length, partial: result });
  }
  return result;
};
