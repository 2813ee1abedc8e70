import type { ModelList } from "../contract/openai.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import type { ReadServedModel } from "../served-model.ts";

interface Dependencies {
  readonly readServedModel: ReadServedModel;
  readonly shutdown: AbortSignal;
  /** When this gateway started, in seconds since 1970. */
  readonly startedAt: number;
}

/** `GET /v1/models`: the one model that serves, in OpenAI's format. */
export const modelsRoute = ({ readServedModel, shutdown, startedAt }: Dependencies): Route => ({
  path: "/v1/models",
  get: async (_request, response) => {
    const id = await readServedModel(requestSignal(response, shutdown));
    const body: ModelList = {
      object: "list",
      data: [{ id, object: "model", created: startedAt, owned_by: "llm-twin" }],
    };
    response.json(body);
  },
});
