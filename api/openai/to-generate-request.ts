import { generateRequestSchema, type ParsedGenerateRequest } from "../contract/generate.ts";
import type { ChatCompletionRequest } from "../contract/openai.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { parseInput } from "../http/parse-input.ts";
import { lastUserMessage } from "./last-user-message.ts";

/**
 * What a chat completion asks for, as a body of `POST /generate`.
 *
 * @throws {HttpProblem} 400 when no user message is there, or it is empty or too long.
 */
export const toGenerateRequest = (request: ChatCompletionRequest): ParsedGenerateRequest => {
  if (!request.messages.some((message) => message.role === "user")) {
    throw new HttpProblem(400, "The body is wrong: one message of role user is needed.", {
      errors: [{ path: "messages", message: "must hold a message of role user" }],
    });
  }
  const maxTokens = request.max_completion_tokens ?? request.max_tokens;
  return parseInput(
    generateRequestSchema,
    {
      prompt: lastUserMessage(request.messages),
      stream: request.stream ?? false,
      ...(request.model === undefined ? {} : { model: request.model }),
      generation: {
        ...(maxTokens == null ? {} : { maxTokens }),
        ...(request.temperature == null ? {} : { temperature: request.temperature }),
        ...(request.seed == null ? {} : { seed: request.seed }),
      },
    },
    "body",
  );
};
