import { notifications } from "@mantine/notifications";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../api/api-context.tsx";
import { reasonOf } from "../api/api-error.ts";
import type { StartedRun, StartRunRequest } from "../api/generated/index.ts";

/** Starts runs, and says so when one could not be started or was running already. */
export const useStartRun = (
  onStarted: (run: StartedRun) => void,
): UseMutationResult<StartedRun, Error, StartRunRequest> => {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request) => api.startRun(request),
    onSuccess: (run) => {
      if (run.joined) notifications.show({ message: "This work was running already: here it is." });
      void queryClient.invalidateQueries({ queryKey: ["runs"] });
      onStarted(run);
    },
    onError: (error) =>
      notifications.show({ color: "red", title: "The run was not started", message: reasonOf(error) }),
  });
};
