import { LRUCache } from "lru-cache";
import { UnavailableError } from "../../../domain/errors.ts";
import type {
  BackendDescription,
  GenerationBackend,
  GenerationRequest,
  TokenUsage,
} from "../../generation.ts";
import { estimateTextTokens, estimateTokens } from "../estimate-tokens.ts";
import { buildRequestBody } from "./build-request.ts";
import { createServer, type ServerOptions } from "./call-server.ts";
import type { Dialect } from "./dialect.ts";
import { toReadError } from "./errors.ts";
import { createProbe } from "./probe-server.ts";
import { readEvents } from "./read-events.ts";
import { toGenerationEvents } from "./to-generation-events.ts";
import { createWatchdog, defaultTimeouts, type Timeouts, type Watchdog } from "./watchdog.ts";

/** How long a description is good: a server that starts again may have another model. */
const DESCRIPTION_MS = 15_000;
/** TabbyAPI changes its model at any time, when it is told to: it is asked for each answer, which names that model. */
const asksEachTime = (dialect: Dialect): boolean => dialect === "tabby";
const DEFAULT_CONTEXT_TOKENS = 4_096;

export interface OpenAiCompatibleOptions extends ServerOptions {
  readonly dialect: Dialect;
  /** The model id that requests name; TGI and TabbyAPI serve one model and don't need it. */
  readonly model: string;
  /** Prompt and completion together, for servers that don't tell (default 4,096). */
  readonly contextTokens?: number;
  readonly timeouts?: Timeouts;
}

const estimateUsage = (request: GenerationRequest, answer: string): TokenUsage => ({
  promptTokens: estimateTokens(request.messages),
  completionTokens: estimateTextTokens(answer),
});

/** Watches the silences between events, but not the time that the consumer takes for each. */
async function* watchEvents(events: AsyncIterable<string>, watchdog: Watchdog): AsyncGenerator<string, void> {
  watchdog.expect("firstEvent");
  for await (const event of events) {
    watchdog.rest();
    yield event;
    watchdog.expect("idle");
  }
}

/**
 * Generates with TGI, TabbyAPI or any server with OpenAI's `/v1/chat/completions`, streaming. Nothing is sent twice:
 * whoever calls decides about another try.
 */
export const createOpenAiCompatibleBackend = (options: OpenAiCompatibleOptions): GenerationBackend => {
  const { dialect, model, contextTokens = DEFAULT_CONTEXT_TOKENS, timeouts = defaultTimeouts } = options;
  const server = createServer(options);
  const probe = createProbe(dialect, server, { model, contextTokens });
  const descriptions = new LRUCache<"serving", BackendDescription>({ max: 1, ttl: DESCRIPTION_MS });
  const closing = new AbortController();
  const shortSignal = (): AbortSignal =>
    AbortSignal.any([closing.signal, AbortSignal.timeout(timeouts.connect)]);

  const stream: GenerationBackend["stream"] = async function* (request, callersSignal) {
    const watchdog = createWatchdog(server.name, timeouts, AbortSignal.any([callersSignal, closing.signal]));
    try {
      watchdog.signal.throwIfAborted();
      watchdog.expect("connect");
      const body = buildRequestBody(dialect, model, request);
      const response = await server.send("/v1/chat/completions", watchdog.signal, body);
      if (!response.body) throw new UnavailableError(`${server.name} sent an answer without a body`);
      const events = watchEvents(readEvents(response.body), watchdog);
      yield* toGenerationEvents(server, events, (answer) => estimateUsage(request, answer));
    } catch (error) {
      watchdog.signal.throwIfAborted();
      throw toReadError(server.name, error);
    } finally {
      watchdog.end();
    }
  };

  return {
    describe: async () => {
      const known = descriptions.get("serving");
      if (known) return known;
      const description = await probe.describe(shortSignal());
      if (!asksEachTime(dialect)) descriptions.set("serving", description);
      return description;
    },
    countTokens: (messages) => probe.countTokens(messages, shortSignal()),
    ready: async () => {
      await probe.checkHealth(shortSignal());
      if (dialect !== "tabby") return;
      // TabbyAPI stays healthy while its generator is stuck: only a token proves that it can generate.
      const request = { messages: [{ role: "user", content: "Hi" }], maxTokens: 1, temperature: 0 } as const;
      for await (const _event of stream(request, shortSignal()));
    },
    stream,
    [Symbol.asyncDispose]: async () => closing.abort(new UnavailableError(`${server.name} was closed`)),
  };
};
