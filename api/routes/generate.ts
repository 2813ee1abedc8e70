import type { Request } from "express";
import type { AnswerEvent, Answerer } from "../../retrieval/contract.ts";
import { toAnswerRequest, wholeAnswer } from "../answer-requests.ts";
import type { BusinessEvents } from "../business-events.ts";
import { generateRequestSchema } from "../contract/generate.ts";
import { formatEvent } from "../http/event-stream.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { type AnswerProtocol, streamAnswer } from "../http/stream-answer.ts";
import { type ReadServedModel, requireServedModel } from "../served-model.ts";

interface Dependencies {
  readonly answerer: Answerer;
  readonly readServedModel: ReadServedModel;
  readonly events: BusinessEvents;
  readonly shutdown: AbortSignal;
}

const format = (event: AnswerEvent): string => {
  switch (event.type) {
    case "retrieval": {
      const { type, ...data } = event;
      return formatEvent(data, type);
    }
    case "token":
      return formatEvent({ text: event.text }, event.type);
    case "done":
      return formatEvent(event.answer, event.type);
  }
};

const protocol: AnswerProtocol = {
  format,
  formatProblem: (problem) => formatEvent(problem, "error"),
  ending: "",
};

const acceptsStream = (request: Request): boolean =>
  request.accepts(["application/json", "text/event-stream"]) === "text/event-stream";

/** `POST /generate`: answers a prompt, whole or as a stream of events. */
export const generateRoute = ({ answerer, readServedModel, events, shutdown }: Dependencies): Route => ({
  path: "/generate",
  post: [
    ...jsonBody,
    async (request, response) => {
      const body = parseInput(generateRequestSchema, request.body, "body");
      const signal = requestSignal(response, shutdown);
      await requireServedModel(body.model, readServedModel, signal);
      const answer = answerer.answer(toAnswerRequest(body), signal);
      if (body.stream || acceptsStream(request)) {
        await streamAnswer(answer, protocol, { request, response, signal }, (done) =>
          events.answered(body.template, done),
        );
        return;
      }
      const whole = await wholeAnswer(answer, signal);
      events.answered(body.template, whole);
      response.json(whole);
    },
  ],
});
