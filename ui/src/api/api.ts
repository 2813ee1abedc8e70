import type { ApiKey } from "./api-key.ts";
import type {
  ApprovalPage,
  Authors,
  Map as CorpusMap,
  DatasetDetail,
  DatasetPage,
  DecisionRecord,
  DecisionRequest,
  Deletion,
  DeployRequest,
  DocumentPage,
  EvaluationReport,
  ExportDatasetData,
  GenerateRequest,
  Import,
  ListApprovalsData,
  ListDatasetsData,
  ListDocumentsData,
  ListModelVersionsData,
  ListRunsData,
  ListSamplesData,
  ModelComparison,
  ModelDetail,
  ModelPage,
  ModelPatch,
  Readiness,
  RunDetail,
  RunPage,
  SamplePage,
  SearchData,
  SearchResponse,
  ServingState,
  StartedRun,
  StartRunRequest,
  Stats,
} from "./generated/index.ts";
import { type StreamedEvent, streamAnswer } from "./stream-answer.ts";
import type { RequestOptions, Transport } from "./transport.ts";
import { type UploadOptions, upload } from "./upload.ts";

type RunFilter = NonNullable<ListRunsData["query"]>;
export type ExportQuery = NonNullable<ExportDatasetData["query"]>;
type SearchQuery = SearchData["query"];
export type ApprovalFilter = NonNullable<ListApprovalsData["query"]>;
export type ModelFilter = NonNullable<ListModelVersionsData["query"]>;
export type DatasetFilter = NonNullable<ListDatasetsData["query"]>;
export type DocumentFilter = NonNullable<ListDocumentsData["query"]>;
export type SampleFilter = NonNullable<ListSamplesData["query"]>;
type Target = NonNullable<DeployRequest["target"]>;

/** The gateway's routes that the app uses. Every method rejects with an `ApiError` that gives the reason. */
export interface Api {
  readStats(signal?: AbortSignal): Promise<Stats>;
  readReadiness(signal?: AbortSignal): Promise<Readiness>;
  listAuthors(signal?: AbortSignal): Promise<Authors>;
  deleteAuthor(id: string): Promise<Deletion>;
  listDocuments(filter: DocumentFilter, signal?: AbortSignal): Promise<DocumentPage>;
  listRuns(filter: RunFilter, signal?: AbortSignal): Promise<RunPage>;
  readRun(workflowId: string, runId: string | undefined, signal?: AbortSignal): Promise<RunDetail>;
  startRun(request: StartRunRequest): Promise<StartedRun>;
  cancelRun(workflowId: string): Promise<RunDetail>;
  readReport(workflowId: string, runId: string | undefined, signal?: AbortSignal): Promise<EvaluationReport>;
  decide(workflowId: string, runId: string, decision: DecisionRequest): Promise<DecisionRecord>;
  listApprovals(filter: ApprovalFilter, signal?: AbortSignal): Promise<ApprovalPage>;
  listModels(filter: ModelFilter, signal?: AbortSignal): Promise<ModelPage>;
  readModel(version: string, signal?: AbortSignal): Promise<ModelDetail>;
  compareModels(a: string, b: string, signal?: AbortSignal): Promise<ModelComparison>;
  tagModel(version: string, tags: ModelPatch["tags"]): Promise<ModelDetail>;
  deployModel(version: string, request: DeployRequest): Promise<StartedRun>;
  rollBack(target: Target): Promise<StartedRun>;
  readServing(signal?: AbortSignal): Promise<ServingState>;
  listDatasets(filter: DatasetFilter, signal?: AbortSignal): Promise<DatasetPage>;
  readDataset(id: string, signal?: AbortSignal): Promise<DatasetDetail>;
  listSamples(id: string, filter: SampleFilter, signal?: AbortSignal): Promise<SamplePage>;
  /** A dataset as a file: its samples as JSON lines, or the whole folder as a zip archive. */
  exportDataset(id: string, query: ExportQuery): Promise<Blob>;
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
  const modelPath = (version: string): string => `/models/${encodeURIComponent(version)}`;
  const datasetPath = (id: string): string => `/datasets/${encodeURIComponent(id)}`;

  return {
    readStats: (signal) => call("/stats", { signal }),
    // While a part is down the gateway answers 503, with the same body.
    readReadiness: (signal) => call("/readyz", { signal, answers: [503] }),
    listAuthors: (signal) => call("/authors", { signal }),
    deleteAuthor: (id) => call(`/authors/${encodeURIComponent(id)}`, { method: "DELETE" }),
    listDocuments: (filter, signal) => call(`/documents${toQuery(filter)}`, { signal }),
    listRuns: (filter, signal) => call(`/runs${toQuery(filter)}`, { signal }),
    readRun: (workflowId, runId, signal) => call(runPath(workflowId) + toQuery({ runId }), { signal }),
    startRun: (body) => call("/runs", { method: "POST", body }),
    cancelRun: (workflowId) => call(`${runPath(workflowId)}/cancel`, { method: "POST" }),
    readReport: (workflowId, runId, signal) =>
      call(`${runPath(workflowId)}/report${toQuery({ runId })}`, { signal }),
    decide: (workflowId, runId, body) =>
      call(`${runPath(workflowId)}/decision${toQuery({ runId })}`, { method: "POST", body }),
    listApprovals: (filter, signal) => call(`/approvals${toQuery(filter)}`, { signal }),
    listModels: (filter, signal) => call(`/models${toQuery(filter)}`, { signal }),
    readModel: (version, signal) => call(modelPath(version), { signal }),
    compareModels: (a, b, signal) => call(`/models/compare${toQuery({ a, b })}`, { signal }),
    tagModel: (version, tags) => call(modelPath(version), { method: "PATCH", body: { tags } }),
    deployModel: (version, body) => call(`${modelPath(version)}/deploy`, { method: "POST", body }),
    rollBack: (target) => call("/models/rollback", { method: "POST", body: { target } }),
    readServing: (signal) => call("/serving", { signal }),
    listDatasets: (filter, signal) => call(`/datasets${toQuery(filter)}`, { signal }),
    readDataset: (id, signal) => call(datasetPath(id), { signal }),
    listSamples: (id, filter, signal) => call(`${datasetPath(id)}/samples${toQuery(filter)}`, { signal }),
    exportDataset: async (id, query) =>
      (
        await transport(`${datasetPath(id)}/export${toQuery(query)}`, { accept: "application/octet-stream" })
      ).blob(),
    upload: (file, options) => upload(apiKey, file, options),
    readMap: (signal) => call("/map", { signal }),
    search: (query, signal) => call(`/search${toQuery(query)}`, { signal }),
    streamAnswer: (request, signal) => streamAnswer(transport, request, signal),
  };
};
