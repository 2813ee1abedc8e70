import { UnavailableError } from "../../../domain/errors.ts";
import type { GenerationEvent, TokenUsage } from "../../generation.ts";
import { type Chunk, chunkSchema, type Usage } from "./chunk-schema.ts";
import { type ServerIdentity, toStreamError } from "./errors.ts";
import { toFinishReason } from "./finish-reason.ts";

/** A hint that some servers send at the end, TGI after an error too: it proves nothing. */
const DONE = "[DONE]";

const parseChunk = (server: string, data: string): Chunk => {
  try {
    return chunkSchema.parse(JSON.parse(data));
  } catch (cause) {
    throw new UnavailableError(`${server} sent an event that is no chat completion: ${data.slice(0, 200)}`, {
      cause,
    });
  }
};

const toUsage = (usage: Usage): TokenUsage => ({
  promptTokens: usage.prompt_tokens,
  completionTokens: usage.completion_tokens,
});

/**
 * Translates the events of a chat completion stream. `estimateUsage` gets the answer's text when the server counts no
 * tokens.
 *
 * @throws {UnavailableError} when the stream closes without a finish reason; what `toStreamError` makes of an error event.
 */
export async function* toGenerationEvents(
  server: ServerIdentity,
  events: AsyncIterable<string>,
  estimateUsage: (answer: string) => TokenUsage,
): AsyncGenerator<GenerationEvent, void> {
  let answer = "";
  let finishReason: "stop" | "length" | undefined;
  let usage: TokenUsage | undefined;
  for await (const data of events) {
    if (data === DONE) break;
    const chunk = parseChunk(server.name, data);
    if ("error" in chunk) throw toStreamError(server, chunk);
    if (chunk.usage) usage = toUsage(chunk.usage);
    // TabbyAPI's last chunk has usage and a choice, OpenAI's has usage and none.
    const [choice] = chunk.choices;
    const text = choice?.delta?.content;
    if (text) {
      answer += text;
      yield { type: "text-delta", text };
    }
    finishReason = toFinishReason(choice?.finish_reason) ?? finishReason;
  }
  if (finishReason === undefined) {
    throw new UnavailableError(`${server.name} closed the stream before the answer was complete`);
  }
  yield { type: "end", finishReason, usage: usage ?? estimateUsage(answer) };
}
