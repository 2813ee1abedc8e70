import type { ErrorRequestHandler } from "express";
import type { OpenAiError } from "../contract/openai.ts";
import type { Problem } from "../contract/problem.ts";
import { requestIdOf } from "./request-log.ts";
import { ClientLeftError } from "./request-signal.ts";
import { toProblem } from "./to-problem.ts";

/** A problem in OpenAI's shape, for the routes that speak OpenAI's protocol. Its detail names wrong fields already. */
export const toOpenAiError = (problem: Problem): OpenAiError => {
  const [first] = problem.errors ?? [];
  return {
    error: {
      message: problem.detail,
      type: problem.status < 500 ? "invalid_request_error" : "server_error",
      param: first?.path ?? null,
      code: problem.type.replace("/problems/", "").replaceAll("-", "_"),
    },
  };
};

/** The one place where errors become answers. */
export const errorHandler: ErrorRequestHandler = (error, request, response, next) => {
  if (error instanceof ClientLeftError) return;
  const { body, headers, expected } = toProblem(error, requestIdOf(request));
  if (!expected) request.log.error({ err: error }, "request failed");
  if (response.headersSent) return next(error);
  response.status(body.status).set(headers);
  if (request.path.startsWith("/v1/")) response.json(toOpenAiError(body));
  else response.type("application/problem+json").send(JSON.stringify(body));
};
