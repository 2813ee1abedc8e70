import { Agent, fetch, type Response } from "undici";
import { InvalidInputError, TwinError } from "../../../domain/errors.ts";
import { guardedLookup, refusePrivateHost } from "./address-guard.ts";
import { requestError } from "./response-error.ts";
import { USER_AGENT } from "./user-agent.ts";

const MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 20_000;

export interface GuardedResponse {
  /** Where the redirects ended. */
  readonly url: URL;
  readonly response: Response;
}

/** Fetches what users name, see `openGuardedRequests`. */
export interface GuardedRequests extends AsyncDisposable {
  /**
   * GETs a URL. `beforeEach` is asked for the URL and for each one it redirects to, and throws to refuse it.
   *
   * @throws {InvalidInputError} when a URL on the way is not http(s), private, or one redirect too many.
   * @throws {UnavailableError} when the host does not answer; the signal's reason when aborted.
   */
  get(url: URL, signal: AbortSignal, beforeEach?: (url: URL) => Promise<void>): Promise<GuardedResponse>;
}

/** The one way in which a link reaches the network: every address is checked where the socket connects to it. */
export const openGuardedRequests = ({
  allowPrivateAddresses,
}: {
  readonly allowPrivateAddresses: boolean;
}): GuardedRequests => {
  const agent = new Agent({
    connect: {
      timeout: CONNECT_TIMEOUT_MS,
      ...(allowPrivateAddresses ? {} : { lookup: guardedLookup }),
    },
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
  });

  const refuse = (url: URL): void => {
    if (url.protocol !== "http:" && url.protocol !== "https:") {
      throw new InvalidInputError(`${url.href.slice(0, 300)} is no http(s) URL.`);
    }
    if (url.username || url.password) {
      throw new InvalidInputError(`A link to ${url.host} holds a user name or a password: leave them out.`);
    }
    if (!allowPrivateAddresses) refusePrivateHost(url);
  };

  const getOnce = async (url: URL, signal: AbortSignal): Promise<Response> => {
    try {
      return await fetch(url, {
        dispatcher: agent,
        redirect: "manual",
        signal,
        headers: { "user-agent": USER_AGENT, accept: "text/html, application/xhtml+xml, text/plain;q=0.5" },
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof TwinError ? error : requestError(url.href, error);
    }
  };

  return {
    async get(start, signal, beforeEach) {
      let url = start;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        refuse(url);
        await beforeEach?.(url);
        const response = await getOnce(url, signal);
        const location = response.headers.get("location");
        if (response.status < 300 || response.status >= 400 || location === null) return { url, response };
        await response.body?.cancel();
        if (!URL.canParse(location, url.href)) {
          throw new InvalidInputError(`${url.href} redirects to ${JSON.stringify(location.slice(0, 300))}.`);
        }
        url = new URL(location, url);
      }
      throw new InvalidInputError(`${start.href} redirects more than ${MAX_REDIRECTS} times.`);
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
};
