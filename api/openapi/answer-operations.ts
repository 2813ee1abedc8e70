import { z } from "zod";
import { answerSchema, generateRequestSchema } from "../contract/generate.ts";
import { chatCompletionRequestSchema, chatCompletionSchema, modelListSchema } from "../contract/openai.ts";
import { searchQuerySchema, searchResponseSchema } from "../contract/search.ts";
import type { OperationDescription } from "./operation.ts";

const UNAVAILABLE = "A part that the answer needs does not answer or is still starting";

/** Operations that answer prompts and search. */
export const answerOperations: readonly OperationDescription[] = [
  {
    method: "post",
    path: "/generate",
    operationId: "generate",
    tag: "answers",
    summary: "Answer a prompt from what the author has published",
    description:
      "With `stream: true` or `Accept: text/event-stream` the answer is a stream of server-sent events: one `retrieval` (RetrievalEvent), any number of `token` (TokenEvent), and `done` (Answer) or `error` (Problem).",
    body: { schema: generateRequestSchema },
    answers: { 200: { description: "The answer", schema: answerSchema, events: z.string() } },
    problems: { 400: "Wrong input", 413: "Body over 1 MB", 415: "Body is not JSON", 503: UNAVAILABLE },
  },
  {
    method: "get",
    path: "/search",
    operationId: "search",
    tag: "answers",
    summary: "Find the passages that match a query best",
    query: searchQuerySchema,
    answers: { 200: { description: "Passages, best first", schema: searchResponseSchema } },
    problems: { 400: "Wrong input", 503: UNAVAILABLE },
  },
  {
    method: "post",
    path: "/v1/chat/completions",
    operationId: "createChatCompletion",
    tag: "answers",
    summary: "Answer the last user message, in OpenAI's format",
    description: "Errors are in OpenAI's shape. With `stream: true`: chunks, then `data: [DONE]`.",
    body: { schema: chatCompletionRequestSchema },
    answers: { 200: { description: "The completion", schema: chatCompletionSchema, events: z.string() } },
  },
  {
    method: "get",
    path: "/v1/models",
    operationId: "listModels",
    tag: "answers",
    summary: "Name the model that serves, in OpenAI's format",
    answers: { 200: { description: "The one model", schema: modelListSchema } },
  },
];
