import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";

/** Queries hold prompts, so that only the path of an address is logged. */
const pathOf = (address: string | undefined): string => (address ?? "").replace(/[?#].*$/s, "").slice(0, 500);

/** The request's id: in the log, in `X-Request-Id`, and in problems. */
export const requestIdOf = (request: IncomingMessage): string => String(request.id);

const quiet = new Set(["/healthz", "/readyz", "/metrics"]);

/** Gives each request an id and logs its end, without headers, queries or bodies. */
export const requestLog = (logger: Logger): RequestHandler =>
  pinoHttp({
    logger,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader("X-Request-Id", id);
      return id;
    },
    autoLogging: { ignore: (request) => quiet.has(pathOf(request.url)) },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? "warn" : "info"),
    wrapSerializers: false,
    serializers: {
      req: (request: IncomingMessage) => ({
        id: request.id,
        method: request.method,
        path: pathOf("originalUrl" in request ? String(request.originalUrl) : request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
