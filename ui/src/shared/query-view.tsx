import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice.tsx";

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is being read, as in "The runs cannot be read". */
  readonly what: string;
  /** Height of the placeholder while it is read for the first time, in pixels. */
  readonly height?: number;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query read, or that it is being read, or why it could not be. Data stays while a later read fails. */
export const QueryView = <Data,>({ query, what, height = 120, children }: QueryViewProps<Data>) => {
  const { data, error, isPending } = query;
  if (isPending) {
    return (
      <>
        <Skeleton height={height} radius="md" />
        <VisuallyHidden role="status">Loading {what} …</VisuallyHidden>
      </>
    );
  }
  const notice = error && (
    <ErrorNotice
      title={`${what.charAt(0).toUpperCase()}${what.slice(1)} cannot be read`}
      error={error}
      onRetry={() => void query.refetch()}
    />
  );
  return (
    <Stack gap="md">
      {notice}
      {data !== undefined && children(data)}
    </Stack>
  );
};
