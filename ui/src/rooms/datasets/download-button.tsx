import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import type { ExportQuery } from "../../api/api.ts";
import { useApi } from "../../api/api-context.tsx";
import { reasonOf } from "../../api/api-error.ts";

interface DownloadButtonProps {
  readonly id: string;
  readonly query: ExportQuery;
  readonly fileName: string;
  readonly children: string;
}

const save = (blob: Blob, fileName: string): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
};

/** Fetches a dataset as a file, with the caller's key, which a plain link could not send. */
export const DownloadButton = ({ id, query, fileName, children }: DownloadButtonProps) => {
  const api = useApi();
  const download = useMutation({
    mutationFn: () => api.exportDataset(id, query),
    onSuccess: (blob) => save(blob, fileName),
    onError: (error) =>
      notifications.show({ color: "red", title: "The dataset was not downloaded", message: reasonOf(error) }),
  });
  return (
    <Button variant="default" size="xs" loading={download.isPending} onClick={() => download.mutate()}>
      {children}
    </Button>
  );
};
