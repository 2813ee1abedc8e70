import type { Response } from "express";

/** Why work was stopped: nobody waits for its answer any more. */
export class ClientLeftError extends Error {
  constructor() {
    super("The client left before the answer was complete.");
    this.name = "ClientLeftError";
  }
}

/** A signal that aborts when the client leaves before its answer is complete, or when the gateway shuts down. */
export const requestSignal = (response: Response, shutdown: AbortSignal): AbortSignal => {
  const left = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) left.abort(new ClientLeftError());
  });
  return AbortSignal.any([left.signal, shutdown]);
};

/** What an error stands for: once the signal has aborted, whatever broke did so for the signal's reason. */
export const reasonOf = (error: unknown, signal: AbortSignal): unknown =>
  signal.aborted ? signal.reason : error;
