import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { DocumentFilter } from "./api.ts";
import { useApi } from "./api-context.tsx";
import type {
  Authors,
  DocumentPage,
  ListRunsData,
  Readiness,
  RunDetail,
  RunPage,
  Stats,
} from "./generated/index.ts";

const OFTEN_MS = 5_000;
const SELDOM_MS = 15_000;
const FOLLOW_MS = 1_000;

/** Counts of what is there, kept fresh. */
export const useStats = (): UseQueryResult<Stats> => {
  const api = useApi();
  return useQuery({
    queryKey: ["stats"],
    queryFn: ({ signal }) => api.readStats(signal),
    refetchInterval: OFTEN_MS,
  });
};

/** Health of each part, kept fresh. */
export const useReadiness = (): UseQueryResult<Readiness> => {
  const api = useApi();
  return useQuery({
    queryKey: ["readiness"],
    queryFn: ({ signal }) => api.readReadiness(signal),
    refetchInterval: SELDOM_MS,
  });
};

export const useAuthors = (): UseQueryResult<Authors> => {
  const api = useApi();
  return useQuery({ queryKey: ["authors"], queryFn: ({ signal }) => api.listAuthors(signal) });
};

/** One page of documents, without their content. */
export const useDocuments = (filter: DocumentFilter): UseQueryResult<DocumentPage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["documents", filter],
    queryFn: ({ signal }) => api.listDocuments(filter, signal),
  });
};

/** One page of runs, latest first, kept fresh. */
export const useRuns = (filter: NonNullable<ListRunsData["query"]>): UseQueryResult<RunPage> => {
  const api = useApi();
  return useQuery({
    queryKey: ["runs", filter],
    queryFn: ({ signal }) => api.listRuns(filter, signal),
    refetchInterval: OFTEN_MS,
    placeholderData: (previous) => previous,
  });
};

/** One run, followed until it ends. */
export const useRun = (workflowId: string, runId: string | undefined): UseQueryResult<RunDetail> => {
  const api = useApi();
  return useQuery({
    queryKey: ["run", workflowId, runId],
    queryFn: ({ signal }) => api.readRun(workflowId, runId, signal),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === "running" ? FOLLOW_MS : false,
  });
};
