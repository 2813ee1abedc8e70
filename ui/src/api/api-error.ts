import type { Problem } from "./generated/index.ts";

/** Why a request failed, in words for people: the gateway's own (RFC 9457), or ours where it did not answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(message: string, status: number, problem?: Problem, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiError";
    this.status = status;
    this.problem = problem;
  }
}

/** Status of an `ApiError` for a request that got no answer at all. */
export const NO_ANSWER = 0;

/** An error for a gateway that cannot be reached. */
export const noAnswer = (cause: unknown): ApiError =>
  new ApiError(
    "The gateway does not answer. Is it still running? `npm start` starts it again.",
    NO_ANSWER,
    undefined,
    { cause },
  );

/** Whether a body is a problem as the gateway sends it. */
export const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" &&
  body !== null &&
  "detail" in body &&
  typeof body.detail === "string" &&
  "status" in body &&
  typeof body.status === "number";

/** The error that an answer with a bad status stands for. */
export const toApiError = (status: number, text: string): ApiError => {
  try {
    const body: unknown = JSON.parse(text);
    if (isProblem(body)) return new ApiError(body.detail, status, body);
  } catch {
    // Not JSON: a proxy in between answered. Its page tells people nothing.
  }
  return new ApiError(`The gateway answered with status ${status} and gave no reason.`, status);
};

/** What to tell of an error of any kind. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
