import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useApi } from "../../api/api-context.tsx";
import type { StartedRun } from "../../api/generated/index.ts";

/** How an import stands; `share` is how much of the file has been sent, 0 to 1. */
export type ImportState =
  | { readonly name: "idle" }
  | { readonly name: "sending"; readonly file: File; readonly share: number }
  | { readonly name: "failed"; readonly file: File; readonly error: unknown };

/** Author name that stands for "whoever the records name". */
const ANY_AUTHOR = "*";

/** Uploads a file and starts its `etl` run. Leaving the room stops an upload. */
export const useImport = (onStarted: (run: StartedRun) => void) => {
  const api = useApi();
  const queryClient = useQueryClient();
  const [state, setState] = useState<ImportState>({ name: "idle" });
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const send = async (file: File, author: string, signal: AbortSignal): Promise<StartedRun> => {
    const { id } = await api.upload(file, {
      signal,
      onProgress: (share) => setState({ name: "sending", file, share }),
    });
    signal.throwIfAborted();
    return api.startRun({
      kind: "etl",
      input: { author: author.trim() || ANY_AUTHOR, sources: [{ kind: "upload", id }] },
    });
  };

  const begin = (file: File, author: string): void => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ name: "sending", file, share: 0 });
    send(file, author, controller.signal).then(
      (run) => {
        setState({ name: "idle" });
        void queryClient.invalidateQueries({ queryKey: ["runs"] });
        onStarted(run);
      },
      (error: unknown) => {
        if (running.current === controller) {
          setState(controller.signal.aborted ? { name: "idle" } : { name: "failed", file, error });
        }
      },
    );
  };

  return { state, begin, stop: () => running.current?.abort() };
};
