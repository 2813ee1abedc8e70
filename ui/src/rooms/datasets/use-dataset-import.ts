import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "../../api/api-context.tsx";
import type { DatasetSummary, StartedRun } from "../../api/generated/index.ts";

export interface DatasetFile {
  readonly file: File;
  readonly author: string;
  readonly kind: DatasetSummary["kind"];
  /** Train on the new version at once. */
  readonly train: boolean;
}

/** Uploads a file of samples and starts the run that makes a dataset of it. Leaving the room stops an upload. */
export const useDatasetImport = (onStarted: (run: StartedRun) => void) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [controller] = useState(() => new AbortController());
  const [share, setShare] = useState(0);
  useEffect(() => () => controller.abort(), [controller]);
  const mutation = useMutation({
    mutationFn: async ({ file, ...input }: DatasetFile) => {
      setShare(0);
      const { id } = await api.upload(file, { signal: controller.signal, onProgress: setShare });
      return api.startRun({ kind: "datasetGeneration", input: { ...input, upload: id } });
    },
    onSuccess: (run) => {
      void queryClient.invalidateQueries({ queryKey: ["runs"] });
      onStarted(run);
    },
  });
  return { mutation, share };
};
