import { InvalidInputError, TwinError, UnavailableError } from "../../../domain/errors.ts";
import { decodeHtml } from "./decode-html.ts";
import { type GuardedResponse, openGuardedRequests } from "./guarded-request.ts";
import { readLimited } from "./read-limited.ts";
import { requestError, responseError } from "./response-error.ts";
import { createRobotsGuard } from "./robots.ts";

export interface FetchedPage {
  /** Where the redirects ended. */
  readonly url: string;
  readonly html: string;
}

export interface PageFetcher extends AsyncDisposable {
  /**
   * Fetches one web page as its robots.txt allows.
   *
   * @throws {InvalidInputError} when the link is refused or leads to no web page; {NotFoundError} when there is none.
   * @throws {UnavailableError} when trying again later may help; the signal's reason when aborted.
   */
  fetchPage(link: string, signal: AbortSignal): Promise<FetchedPage>;
}

export interface PageFetcherOptions {
  /** Lets links lead to private and loopback addresses. */
  readonly allowPrivateAddresses: boolean;
  /** Most bytes of a page, decompressed. */
  readonly maxBytes?: number;
  /** Milliseconds that a page may take in all, redirects and robots.txt included. */
  readonly timeoutMs?: number;
}

const HTML = /^(text\/html|application\/xhtml\+xml)\b/i;

const readPage = async ({ url, response }: GuardedResponse, maxBytes: number): Promise<FetchedPage> => {
  const contentType = response.headers.get("content-type") ?? "text/html";
  const error = HTML.test(contentType)
    ? undefined
    : new InvalidInputError(`${url.href} is ${JSON.stringify(contentType.slice(0, 100))}, not a web page.`);
  const refusal =
    responseError(url.href, response.status, response.headers.get("retry-after"), Date.now()) ?? error;
  if (refusal) {
    await response.body?.cancel();
    throw refusal;
  }
  const bytes = await readLimited(response.body, maxBytes, url.href);
  return { url: url.href, html: decodeHtml(bytes, contentType) };
};

/** The fetcher of pages that people name; owns its connections. */
export const openPageFetcher = ({
  allowPrivateAddresses,
  maxBytes = 10_000_000,
  timeoutMs = 45_000,
}: PageFetcherOptions): PageFetcher => {
  const requests = openGuardedRequests({ allowPrivateAddresses });
  const robots = createRobotsGuard(requests);
  return {
    async fetchPage(link, signal) {
      if (!URL.canParse(link)) throw new InvalidInputError(`${JSON.stringify(link)} is no http(s) URL.`);
      const timeout = AbortSignal.timeout(timeoutMs);
      const either = AbortSignal.any([signal, timeout]);
      try {
        const found = await requests.get(new URL(link), either, (url) => robots.check(url, either));
        return await readPage(found, maxBytes);
      } catch (error) {
        signal.throwIfAborted();
        if (timeout.aborted) {
          throw new UnavailableError(`${link} took longer than ${timeoutMs / 1_000} seconds.`, {
            cause: error,
          });
        }
        throw error instanceof TwinError ? error : requestError(link, error);
      }
    },
    [Symbol.asyncDispose]: () => requests[Symbol.asyncDispose](),
  };
};
