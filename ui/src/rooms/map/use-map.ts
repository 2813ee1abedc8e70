import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useApi } from "../../api/api-context.tsx";
import type { Map as CorpusMap, SearchResponse } from "../../api/generated/index.ts";

const COMPUTING_MS = 1_000;
const HITS = 30;

/** The corpus in two dimensions; asked again while it is being computed. */
export const useMap = (): UseQueryResult<CorpusMap> => {
  const api = useApi();
  return useQuery({
    queryKey: ["map"],
    queryFn: ({ signal }) => api.readMap(signal),
    refetchInterval: ({ state }) => (state.data?.state === "computing" ? COMPUTING_MS : false),
  });
};

/** What a search finds; nothing is asked without a query. */
export const useHits = (query: string | undefined): UseQueryResult<SearchResponse> => {
  const api = useApi();
  return useQuery({
    queryKey: ["search", query],
    queryFn: ({ signal }) => api.search({ query: query ?? "", limit: HITS }, signal),
    enabled: query !== undefined,
  });
};
