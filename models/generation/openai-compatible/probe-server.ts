import { z } from "zod";
import type { BackendDescription, ChatMessage } from "../../generation.ts";
import { estimateTokens } from "../estimate-tokens.ts";
import type { Server } from "./call-server.ts";
import type { Dialect } from "./dialect.ts";

/** What the rest of a server's API tells, each server by routes of its own. */
export interface Probe {
  describe(signal: AbortSignal): Promise<BackendDescription>;
  countTokens(messages: readonly ChatMessage[], signal: AbortSignal): Promise<number>;
  /** Throws unless the server says that it is up. That it can generate is another question. */
  checkHealth(signal: AbortSignal): Promise<void>;
}

const positive = z.int().min(1);
const tgiInfoSchema = z.object({ model_id: z.string(), max_total_tokens: positive });
const tgiTokensSchema = z.object({ tokenize_response: z.array(z.unknown()) });
const tabbyModelSchema = z.object({ id: z.string(), parameters: z.object({ max_seq_len: positive }) });
const tabbyTokensSchema = z.object({ length: z.int().min(0) });
const modelListSchema = z.object({
  data: z.array(z.object({ id: z.string(), max_model_len: positive.nullish() })),
});

/** Tokens of the answer's own header, which TabbyAPI's count leaves out. */
const ANSWER_HEADER_TOKENS = 8;

export interface ProbeOptions {
  /** The model id that requests name; only the `openai` dialect needs it. */
  readonly model: string;
  /** For servers that don't tell theirs. */
  readonly contextTokens: number;
}

const createTgiProbe = (server: Server): Probe => ({
  describe: async (signal) => {
    const info = await server.sendForJson(tgiInfoSchema, "/info", signal);
    return { model: info.model_id, contextTokens: info.max_total_tokens };
  },
  countTokens: async (messages, signal) => {
    const body = { model: "tgi", messages };
    return (await server.sendForJson(tgiTokensSchema, "/chat_tokenize", signal, body)).tokenize_response
      .length;
  },
  checkHealth: async (signal) => void (await server.send("/health", signal)),
});

const createTabbyProbe = (server: Server): Probe => {
  const describe: Probe["describe"] = async (signal) => {
    const model = await server.sendForJson(tabbyModelSchema, "/v1/model", signal);
    return { model: model.id, contextTokens: model.parameters.max_seq_len };
  };
  return {
    describe,
    countTokens: async (messages, signal) => {
      const body = { text: messages };
      const { length } = await server.sendForJson(tabbyTokensSchema, "/v1/token/encode", signal, body);
      return length + ANSWER_HEADER_TOKENS;
    },
    // `/health` is content with no model loaded.
    checkHealth: async (signal) => void (await describe(signal)),
  };
};

const createOpenAiProbe = (server: Server, options: ProbeOptions): Probe => {
  const listModels = (signal: AbortSignal) => server.sendForJson(modelListSchema, "/v1/models", signal);
  return {
    describe: async (signal) => {
      const model = (await listModels(signal)).data.find(({ id }) => id === options.model);
      return { model: options.model, contextTokens: model?.max_model_len ?? options.contextTokens };
    },
    countTokens: async (messages) => estimateTokens(messages),
    checkHealth: async (signal) => void (await listModels(signal)),
  };
};

/** Chooses the routes that tell model, context length and token counts. */
export const createProbe = (dialect: Dialect, server: Server, options: ProbeOptions): Probe => {
  switch (dialect) {
    case "tgi":
      return createTgiProbe(server);
    case "tabby":
      return createTabbyProbe(server);
    case "openai":
      return createOpenAiProbe(server, options);
  }
};
