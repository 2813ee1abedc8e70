import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ApprovalFilter, DatasetFilter, ModelFilter, SampleFilter } from "./api.ts";
import { useApi } from "./api-context.tsx";
import type {
  ApprovalPage,
  DatasetDetail,
  DatasetPage,
  EvaluationReport,
  ModelComparison,
  ModelDetail,
  ModelPage,
  SamplePage,
  ServingState,
} from "./generated/index.ts";

const OFTEN_MS = 5_000;
const FOLLOW_MS = 1_000;

/** Decisions that were asked for, kept fresh. */
export const useApprovals = (filter: ApprovalFilter): UseQueryResult<ApprovalPage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["approvals", filter],
    queryFn: ({ signal }) => api.listApprovals(filter, signal),
    refetchInterval: OFTEN_MS,
  });
};

/** The whole report of a training run. It never changes. */
export const useReport = (
  workflowId: string,
  runId: string | undefined,
): UseQueryResult<EvaluationReport> => {
  const api = useApi();
  return useQuery({
    queryKey: ["report", workflowId, runId],
    queryFn: ({ signal }) => api.readReport(workflowId, runId, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
};

export const useModels = (filter: ModelFilter): UseQueryResult<ModelPage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["models", filter],
    queryFn: ({ signal }) => api.listModels(filter, signal),
    refetchInterval: OFTEN_MS,
  });
};

export const useModel = (version: string): UseQueryResult<ModelDetail> => {
  const api = useApi();
  return useQuery({
    queryKey: ["model", version],
    queryFn: ({ signal }) => api.readModel(version, signal),
    refetchInterval: OFTEN_MS,
  });
};

/** Two versions side by side; nothing is asked before both are chosen. */
export const useComparison = (
  a: string | undefined,
  b: string | undefined,
): UseQueryResult<ModelComparison> => {
  const api = useApi();
  return useQuery({
    queryKey: ["comparison", a, b],
    queryFn: ({ signal }) => api.compareModels(a ?? "", b ?? "", signal),
    enabled: a !== undefined && b !== undefined,
  });
};

/** What serves; followed closely while a new version is tried. */
export const useServing = (): UseQueryResult<ServingState> => {
  const api = useApi();
  return useQuery({
    queryKey: ["serving"],
    queryFn: ({ signal }) => api.readServing(signal),
    refetchInterval: ({ state }) =>
      state.data?.targets.some(({ candidate }) => candidate !== null) ? FOLLOW_MS : OFTEN_MS,
  });
};

export const useDatasets = (filter: DatasetFilter): UseQueryResult<DatasetPage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["datasets", filter],
    queryFn: ({ signal }) => api.listDatasets(filter, signal),
    refetchInterval: OFTEN_MS,
  });
};

export const useDataset = (id: string): UseQueryResult<DatasetDetail> => {
  const api = useApi();
  return useQuery({ queryKey: ["dataset", id], queryFn: ({ signal }) => api.readDataset(id, signal) });
};

export const useSamples = (id: string, filter: SampleFilter): UseQueryResult<SamplePage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["samples", id, filter],
    queryFn: ({ signal }) => api.listSamples(id, filter, signal),
    placeholderData: (previous) => previous,
  });
};
