import type { ScoredChunk } from "../../domain/chunks.ts";
import type { Retriever } from "../../retrieval/contract.ts";
import type { BusinessEvents } from "../business-events.ts";
import { type SearchResponse, searchQuerySchema } from "../contract/search.ts";
import { parseInput } from "../http/parse-input.ts";
import { reasonOf, requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";

interface Dependencies {
  readonly retriever: Retriever;
  readonly events: BusinessEvents;
  readonly shutdown: AbortSignal;
}

const toResult = ({ chunk, score }: ScoredChunk): SearchResponse["results"][number] => ({
  chunkId: chunk.id,
  documentId: chunk.documentId,
  link: chunk.link,
  title: chunk.title,
  author: chunk.author.name,
  platform: chunk.platform,
  category: chunk.category,
  text: chunk.passage,
  match: chunk.text,
  heading: chunk.heading,
  score,
});

/** `GET /search`: retrieval alone. */
export const searchRoute = ({ retriever, events, shutdown }: Dependencies): Route => ({
  path: "/search",
  get: async (request, response) => {
    const { query, limit, mode, author, category } = parseInput(searchQuerySchema, request.query, "query");
    const signal = requestSignal(response, shutdown);
    const start = performance.now();
    const wanted = {
      query,
      limit,
      mode,
      ...(author === undefined ? {} : { author }),
      ...(category === undefined ? {} : { categories: [category] }),
    };
    const found = await retriever.retrieve(wanted, signal).catch((error: unknown) => {
      throw reasonOf(error, signal);
    });
    const total = performance.now() - start;
    events.searched({ mode, results: found.results.length, totalMs: total });
    const body: SearchResponse = {
      results: found.results.map(toResult),
      confidence: found.confidence,
      answerable: found.answerable,
      timings: { ...found.timings, total },
      warnings: [...found.warnings],
    };
    response.json(body);
  },
});
