import { abortable } from "./abortable.ts";

/** Something that is opened in the background and shared by all who need it. */
export interface Lazy<T> extends AsyncDisposable {
  /** Waits until it is open; rejects with what went wrong, or with the signal's reason once that aborts. */
  get(signal?: AbortSignal): Promise<T>;
  /** How far it is, without waiting. */
  state(): "starting" | "open" | "failed";
}

/** A failed opening is tried again by the first caller after this time: a flood of callers is no flood of openings. */
const RETRY_MS = 5_000;

/**
 * Starts opening at once.
 *
 * @param open its signal aborts when nobody needs the thing any more.
 * @returns what disposes of the thing too, once it is open.
 */
export const openLazily = <T extends AsyncDisposable>(open: (signal: AbortSignal) => Promise<T>): Lazy<T> => {
  const disposal = new AbortController();
  let state: "starting" | "open" | "failed" = "starting";
  let failedAt = 0;

  const attempt = (): Promise<T> => {
    state = "starting";
    const opening = open(disposal.signal);
    opening.then(
      () => {
        state = "open";
      },
      () => {
        state = "failed";
        failedAt = performance.now();
      },
    );
    return opening;
  };

  let opening = attempt();
  return {
    get: (signal) => {
      if (state === "failed" && performance.now() - failedAt > RETRY_MS) opening = attempt();
      return signal ? abortable(opening, signal) : opening;
    },
    state: () => state,
    [Symbol.asyncDispose]: async () => {
      disposal.abort(new Error("closed"));
      const opened = await opening.catch(() => undefined);
      await opened?.[Symbol.asyncDispose]();
    },
  };
};
