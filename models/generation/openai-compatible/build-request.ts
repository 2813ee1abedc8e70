import type { GenerationRequest } from "../../generation.ts";
import type { Dialect } from "./dialect.ts";

/** How each server takes a JSON schema. TabbyAPI ignores one that it cannot read: what comes must be checked. */
const jsonSchemaFields = (
  dialect: Dialect,
  schema: NonNullable<GenerationRequest["jsonSchema"]>,
): Record<string, unknown> => {
  switch (dialect) {
    case "tgi":
      return { response_format: { type: "json", value: schema } };
    case "tabby":
      return { json_schema: schema };
    case "openai":
      return {
        response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
      };
  }
};

/**
 * The body for `POST /v1/chat/completions`. What a server would refuse or misread is left out:
 * - TGI takes any model name but `tgi` for a LoRA adapter, and refuses a `top_p` of 1;
 * - TabbyAPI answers with the model it has loaded (another name could make it swap models), and knows no seed;
 * - `max_tokens` is always sent: TabbyAPI fails without it, TGI would fill the whole context.
 */
export const buildRequestBody = (
  dialect: Dialect,
  model: string,
  request: GenerationRequest,
): Record<string, unknown> => ({
  ...(dialect === "tabby" ? {} : { model: dialect === "tgi" ? "tgi" : model }),
  messages: request.messages.map(({ role, content }) => ({ role, content })),
  max_tokens: request.maxTokens,
  temperature: request.temperature,
  ...(request.topP === undefined || request.topP >= 1 ? {} : { top_p: request.topP }),
  ...(request.seed === undefined || dialect === "tabby" ? {} : { seed: request.seed }),
  ...(request.stop === undefined || request.stop.length === 0 ? {} : { stop: request.stop }),
  ...(request.jsonSchema === undefined ? {} : jsonSchemaFields(dialect, request.jsonSchema)),
  stream: true,
  stream_options: { include_usage: true },
});
