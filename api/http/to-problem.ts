import { STATUS_CODES } from "node:http";
import { TwinError } from "../../domain/errors.ts";
import type { Problem } from "../contract/problem.ts";
import { HttpProblem } from "./http-problem.ts";

/** A problem as it is sent: the body and the headers that belong to it. */
export interface ProblemAnswer {
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the client is to blame (and the log need not be loud). */
  readonly expected: boolean;
}

const RETRY_AFTER_SECONDS = "5";

/** Status of our own errors by their code. */
const statusByCode: Readonly<Record<string, number>> = {
  "invalid-input": 400,
  "too-large": 413,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
  setup: 503,
};

const codeByStatus: Readonly<Record<number, string>> = {
  400: "invalid-input",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "method-not-allowed",
  409: "conflict",
  413: "too-large",
  415: "unsupported-media-type",
  429: "too-many-requests",
  503: "unavailable",
};

/** Errors of Express and its body parser carry a status and say whether their message may be shown. */
const isExposed = (error: unknown): error is Error & { status: number } =>
  error instanceof Error &&
  "status" in error &&
  typeof error.status === "number" &&
  error.status >= 400 &&
  error.status < 500 &&
  "expose" in error &&
  error.expose === true;

const asHttpProblem = (error: unknown, requestId: string): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof TwinError) {
    const status = statusByCode[error.code] ?? 500;
    return new HttpProblem(status, error.message, {
      code: error.code,
      ...(error.retryable ? { headers: { "Retry-After": RETRY_AFTER_SECONDS } } : {}),
    });
  }
  if (isExposed(error)) {
    // What is left of a body that is too large is not read: the connection ends with the answer.
    if (error.status === 413) {
      return new HttpProblem(413, "The body is larger than 1 MB.", { headers: { Connection: "close" } });
    }
    return new HttpProblem(error.status, error.message);
  }
  return new HttpProblem(500, `Something went wrong here. The log tells more under the id ${requestId}.`, {
    code: "internal",
  });
};

/**
 * What a client is told of an error (RFC 9457). Errors that nobody meant for clients are hidden behind the
 * request's id, under which the log holds them.
 */
export const toProblem = (error: unknown, requestId: string): ProblemAnswer => {
  const problem = asHttpProblem(error, requestId);
  return {
    body: {
      type: `/problems/${problem.code ?? codeByStatus[problem.status] ?? "error"}`,
      title: STATUS_CODES[problem.status] ?? "Error",
      status: problem.status,
      detail: problem.message,
      instance: `urn:uuid:${requestId}`,
      ...(problem.errors ? { errors: [...problem.errors] } : {}),
    },
    headers: problem.headers,
    expected: problem.status < 500,
  };
};
