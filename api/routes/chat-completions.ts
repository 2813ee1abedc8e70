import type { Answerer } from "../../retrieval/contract.ts";
import { toAnswerRequest, wholeAnswer } from "../answer-requests.ts";
import type { BusinessEvents } from "../business-events.ts";
import { chatCompletionRequestSchema } from "../contract/openai.ts";
import { toOpenAiError } from "../http/error-handler.ts";
import { formatEvent } from "../http/event-stream.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { type AnswerProtocol, streamAnswer } from "../http/stream-answer.ts";
import { type ChunkOptions, createChunkTranslator, toChatCompletion } from "../openai/to-chat-completion.ts";
import { toGenerateRequest } from "../openai/to-generate-request.ts";
import { type ReadServedModel, requireServedModel } from "../served-model.ts";

interface Dependencies {
  readonly answerer: Answerer;
  readonly readServedModel: ReadServedModel;
  readonly events: BusinessEvents;
  readonly shutdown: AbortSignal;
}

const nowInSeconds = (): number => Math.floor(Date.now() / 1_000);

const createProtocol = (options: ChunkOptions): AnswerProtocol => {
  const toChunks = createChunkTranslator(options);
  return {
    format: (event) =>
      toChunks(event)
        .map((chunk) => formatEvent(chunk))
        .join(""),
    formatProblem: (problem) => formatEvent(toOpenAiError(problem)),
    ending: formatEvent("[DONE]"),
  };
};

/** `POST /v1/chat/completions`: the same answers as `POST /generate`, in OpenAI's format. */
export const chatCompletionsRoute = ({
  answerer,
  readServedModel,
  events,
  shutdown,
}: Dependencies): Route => ({
  path: "/v1/chat/completions",
  post: [
    ...jsonBody,
    async (request, response) => {
      const body = parseInput(chatCompletionRequestSchema, request.body, "body");
      const generate = toGenerateRequest(body);
      const signal = requestSignal(response, shutdown);
      await requireServedModel(generate.model, readServedModel, signal);
      const answer = answerer.answer(toAnswerRequest(generate), signal);
      if (generate.stream) {
        const includeUsage = body.stream_options?.include_usage ?? false;
        const protocol = createProtocol({ created: nowInSeconds(), includeUsage });
        await streamAnswer(answer, protocol, { request, response, signal }, (done) =>
          events.answered(generate.template, done),
        );
        return;
      }
      const whole = await wholeAnswer(answer, signal);
      events.answered(generate.template, whole);
      response.json(toChatCompletion(whole, nowInSeconds()));
    },
  ],
});
