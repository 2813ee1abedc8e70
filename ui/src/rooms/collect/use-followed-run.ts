import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** A run that was started here. */
export interface FollowedRun {
  readonly workflowId: string;
  readonly runId: string;
}

/** The run that the room shows live, kept in the address. */
export const useFollowedRun = (): {
  followed: FollowedRun | undefined;
  follow: (run: FollowedRun) => void;
} => {
  const [query, setQuery] = useSearchParams();
  const workflowId = query.get("workflow");
  const runId = query.get("run");
  const follow = useCallback(
    (run: FollowedRun) => {
      setQuery({ workflow: run.workflowId, run: run.runId }, { replace: true });
      window.scrollTo({ top: 0 });
    },
    [setQuery],
  );
  return { followed: workflowId !== null && runId !== null ? { workflowId, runId } : undefined, follow };
};
