import type { RouteConfig } from "@asteasolutions/zod-to-openapi";
import type { z } from "zod";
import { problemSchema } from "../contract/problem.ts";

/** What is told of one operation; answers that every operation shares are added by `operation`. */
export interface OperationDescription {
  readonly method: "get" | "post" | "patch" | "delete";
  readonly path: string;
  readonly operationId: string;
  readonly tag: "answers" | "documents" | "runs" | "training" | "insight" | "operations";
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: { readonly schema: z.ZodType; readonly contentType?: string };
  /** Status → what it means and what is in its body. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Status → when this problem is answered. */
  readonly problems?: Readonly<Record<number, string>>;
  /** Whether it can be called without a key. */
  readonly open?: boolean;
}

interface Answer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly contentType?: string;
  /** Body of the answer as server-sent events. */
  readonly events?: z.ZodType;
}

const content = (answer: Answer) => ({
  ...(answer.schema ? { [answer.contentType ?? "application/json"]: { schema: answer.schema } } : {}),
  ...(answer.events ? { "text/event-stream": { schema: answer.events } } : {}),
});

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

/** Turns a description into the form that the OpenAPI registry takes. */
export const operation = (description: OperationDescription): RouteConfig => {
  const answers = Object.entries(description.answers).map(([status, answer]) => [
    status,
    { description: answer.description, content: content(answer) },
  ]);
  const shared = description.open
    ? {}
    : { 401: "A key is asked for and none, or a wrong one, was sent", 429: "Too many requests" };
  const problems = Object.entries({ ...shared, ...description.problems }).map(([status, text]) => [
    status,
    problem(text),
  ]);
  return {
    method: description.method,
    path: description.path,
    operationId: description.operationId,
    tags: [description.tag],
    summary: description.summary,
    ...(description.description ? { description: description.description } : {}),
    security: description.open ? [] : [{ bearer: [] }],
    request: {
      ...(description.params ? { params: description.params } : {}),
      ...(description.query ? { query: description.query } : {}),
      ...(description.body
        ? {
            body: {
              required: true,
              content: {
                [description.body.contentType ?? "application/json"]: { schema: description.body.schema },
              },
            },
          }
        : {}),
    },
    responses: Object.fromEntries([...answers, ...problems]),
  };
};
