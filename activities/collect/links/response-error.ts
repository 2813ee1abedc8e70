import {
  InvalidInputError,
  NotFoundError,
  TooLargeError,
  type TwinError,
  UnavailableError,
} from "../../../domain/errors.ts";

/** No site may ask us to come back later than this. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Milliseconds that a `Retry-After` header (seconds, or a date) asks for; `now` is the time in milliseconds. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS) : undefined;
};

const PASSING = new Set([408, 425, 429]);

/** The error that a response's status means, if any: what passes may be tried again, the rest is final. */
export const responseError = (
  url: string,
  status: number,
  retryAfter: string | null,
  now: number,
): TwinError | undefined => {
  if (status >= 200 && status < 300) return undefined;
  const message = `${url} answered with status ${status}`;
  if (status >= 500 || PASSING.has(status)) {
    return new UnavailableError(`${message}: try again later.`, {
      retryAfterMs: retryAfterMs(retryAfter, now),
    });
  }
  if (status === 404 || status === 410) return new NotFoundError(`${message}: there is no such page.`);
  return new InvalidInputError(`${message}: it gives the page to nobody who comes unasked.`);
};

/** What a failed request means: our own refusals as they are, everything else of the network may pass. */
export const requestError = (url: string, error: unknown): Error => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof InvalidInputError || cause instanceof TooLargeError) return cause;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return new UnavailableError(
    `${url} could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}`,
    { cause: error },
  );
};
