import { LRUCache } from "lru-cache";
import robotsModule from "robots-parser";
import { InvalidInputError } from "../../../domain/errors.ts";
import type { GuardedRequests } from "./guarded-request.ts";
import { readLimited } from "./read-limited.ts";
import { responseError } from "./response-error.ts";
import { ROBOTS_NAME } from "./user-agent.ts";

// The package is CommonJS whose `module.exports` is the function; its types speak of a `default` that isn't there.
const parseRobots = robotsModule as unknown as typeof robotsModule.default;

const MAX_ROBOTS_BYTES = 512 * 1024;
const MAX_HOSTS = 1_000;
const HOUR_MS = 3_600_000;

/**
 * Asks a host's robots.txt (RFC 9309), which is kept for an hour. A host without one allows everything; one that
 * does not answer is asked again later (`UnavailableError`), since it may forbid what we want.
 */
export const createRobotsGuard = (requests: GuardedRequests) => {
  const rules = new LRUCache<string, string>({ max: MAX_HOSTS, ttl: HOUR_MS });

  const readRules = async (origin: string, signal: AbortSignal): Promise<string> => {
    const known = rules.get(origin);
    if (known !== undefined) return known;
    const { url, response } = await requests.get(new URL("/robots.txt", origin), signal);
    const error = responseError(url.href, response.status, response.headers.get("retry-after"), Date.now());
    if (error?.retryable) throw error;
    const bytes = error ? new Uint8Array() : await readLimited(response.body, MAX_ROBOTS_BYTES, url.href);
    if (error) await response.body?.cancel();
    const text = new TextDecoder().decode(bytes);
    rules.set(origin, text);
    return text;
  };

  return {
    /** @throws {InvalidInputError} when robots.txt forbids the URL. */
    async check(url: URL, signal: AbortSignal): Promise<void> {
      const robots = parseRobots(`${url.origin}/robots.txt`, await readRules(url.origin, signal));
      if (robots.isAllowed(url.href, ROBOTS_NAME) === false) {
        throw new InvalidInputError(
          `The robots.txt of ${url.host} forbids ${url.pathname} to ${ROBOTS_NAME}.`,
        );
      }
    },
  };
};
