import type { ApiKey } from "./api-key.ts";
import type {
  Authors,
  Map as CorpusMap,
  Deletion,
  GenerateRequest,
  Import,
  ListRunsData,
  Readiness,
  RunDetail,
  RunPage,
  SearchData,
  SearchResponse,
  StartedRun,
  StartRunRequest,
  Stats,
} from "./generated/index.ts";
import { type StreamedEvent, streamAnswer } from "./stream-answer.ts";
import type { RequestOptions, Transport } from "./transport.ts";
import { type UploadOptions, upload } from "./upload.ts";

type RunFilter = NonNullable<ListRunsData["query"]>;
type SearchQuery = SearchData["query"];

/** The gateway's routes that the app uses. Every method rejects with an `ApiError` that gives the reason. */
export interface Api {
  readStats(signal?: AbortSignal): Promise<Stats>;
  readReadiness(signal?: AbortSignal): Promise<Readiness>;
  listAuthors(signal?: AbortSignal): Promise<Authors>;
  deleteAuthor(id: string): Promise<Deletion>;
  listRuns(filter: RunFilter, signal?: AbortSignal): Promise<RunPage>;
  readRun(workflowId: string, runId: string | undefined, signal?: AbortSignal): Promise<RunDetail>;
  startRun(request: StartRunRequest): Promise<StartedRun>;
  cancelRun(workflowId: string): Promise<RunDetail>;
  upload(file: File, options: UploadOptions): Promise<Import>;
  readMap(signal?: AbortSignal): Promise<CorpusMap>;
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchResponse>;
  streamAnswer(request: GenerateRequest, signal: AbortSignal): AsyncIterable<StreamedEvent>;
}

const toQuery = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
};

/** Makes the client of the gateway that served this page. */
export const createApi = (transport: Transport, apiKey: ApiKey): Api => {
  // Bodies are the gateway's own, made by the schemas that these types are generated from.
  const call = async <Body>(path: string, options: RequestOptions): Promise<Body> =>
    (await transport(path, options)).json();
  const runPath = (workflowId: string): string => `/runs/${encodeURIComponent(workflowId)}`;

  return {
    readStats: (signal) => call("/stats", { signal }),
    // While a part is down the gateway answers 503, with the same body.
    readReadiness: (signal) => call("/readyz", { signal, answers: [503] }),
    listAuthors: (signal) => call("/authors", { signal }),
    deleteAuthor: (id) => call(`/authors/${encodeURIComponent(id)}`, { method: "DELETE" }),
    listRuns: (filter, signal) => call(`/runs${toQuery(filter)}`, { signal }),
    readRun: (workflowId, runId, signal) => call(runPath(workflowId) + toQuery({ runId }), { signal }),
    startRun: (body) => call("/runs", { method: "POST", body }),
    cancelRun: (workflowId) => call(`${runPath(workflowId)}/cancel`, { method: "POST" }),
    upload: (file, options) => upload(apiKey, file, options),
    readMap: (signal) => call("/map", { signal }),
    search: (query, signal) => call(`/search${toQuery(query)}`, { signal }),
    streamAnswer: (request, signal) => streamAnswer(transport, request, signal),
  };
};
