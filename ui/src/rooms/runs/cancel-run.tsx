import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "../../api/api-context.tsx";
import { reasonOf } from "../../api/api-error.ts";

/** Asks a run to stop. What it has stored stays. */
export const CancelRun = ({ workflowId }: { readonly workflowId: string }) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => api.cancelRun(workflowId),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["run", workflowId] }),
    onError: (error) =>
      notifications.show({ color: "red", title: "The run was not stopped", message: reasonOf(error) }),
  });
  return (
    <Button
      variant="default"
      loading={cancel.isPending}
      disabled={cancel.isSuccess}
      onClick={() => cancel.mutate()}
    >
      {cancel.isSuccess ? "Stopping …" : "Stop"}
    </Button>
  );
};
