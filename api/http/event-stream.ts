import { once } from "node:events";
import type { Response } from "express";

const KEEP_ALIVE_MS = 15_000;

/** One server-sent event as it goes over the wire; JSON never holds a line break, so that one `data` line is enough. */
export const formatEvent = (data: unknown, name?: string): string =>
  `${name === undefined ? "" : `event: ${name}\n`}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

/** A response that is a stream of server-sent events. */
export interface EventStream {
  /** Writes and waits until the client can take more; rejects with the signal's reason once that aborts. */
  write(text: string): Promise<void>;
  /** Writes a last text, where there is one, and ends the stream; does nothing when the client has left. */
  end(last?: string): void;
}

/** Opens the stream with status 200; comments keep idle connections alive until it ends. */
export const openEventStream = (response: Response, signal: AbortSignal): EventStream => {
  response.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
  const keepAlive = setInterval(() => response.write(": keep-alive\n\n"), KEEP_ALIVE_MS);
  response.once("close", () => clearInterval(keepAlive));
  return {
    write: async (text) => {
      signal.throwIfAborted();
      if (response.write(text)) return;
      await once(response, "drain", { signal }).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : error;
      });
    },
    end: (last = "") => {
      clearInterval(keepAlive);
      if (!response.destroyed) response.end(last);
    },
  };
};
