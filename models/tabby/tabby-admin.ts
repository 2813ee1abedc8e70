import { z } from "zod";
import {
  InvalidInputError,
  NotFoundError,
  SetupError,
  TwinError,
  UnavailableError,
} from "../../domain/errors.ts";
import { createServer, type ServerOptions } from "../generation/openai-compatible/call-server.ts";
import { toReadError } from "../generation/openai-compatible/errors.ts";
import { readEvents } from "../generation/openai-compatible/read-events.ts";
import type { ChatMessage } from "../generation.ts";
import { parseLoadEvent } from "./load-events.ts";

export interface LoadProgress {
  /** Parts of the model that are loaded, and all. */
  readonly done: number;
  readonly total: number;
}

/** What the administrator of a TabbyAPI server can do. */
export interface TabbyAdmin {
  /** Folder of the model that is loaded; `undefined` when none is. */
  current(signal: AbortSignal): Promise<string | undefined>;
  /**
   * Loads the model of a folder in place of the one that is loaded, after the answers that run have ended. Loading what
   * is loaded does nothing.
   *
   * @throws {NotFoundError} when the server has no such folder; {SetupError} when it cannot load the model or does not
   * say that it did: then none is loaded; {UnavailableError} when the server does not answer.
   */
  load(folder: string, signal: AbortSignal, onProgress: (progress: LoadProgress) => void): Promise<void>;
  /** Unloads the model; nothing to unload is no error. Answers that run are broken off. */
  unload(signal: AbortSignal): Promise<void>;
  /** Token ids of a conversation, without the header of the answer that follows. */
  encode(messages: readonly ChatMessage[], signal: AbortSignal): Promise<readonly number[]>;
}

export interface TabbyAdminOptions extends Pick<ServerOptions, "url" | "fetch"> {
  readonly adminKey: string;
}

const modelSchema = z.object({ id: z.string() });
const tokensSchema = z.object({ tokens: z.array(z.int().min(0)) });

/** TabbyAPI answers 503 to what needs a model while none is loaded; so it does when it is overloaded. */
const NONE_LOADED = /no models are currently loaded/i;
const isNoneLoaded = (error: unknown): boolean =>
  error instanceof UnavailableError && NONE_LOADED.test(error.message);

/** Talks to the routes of a TabbyAPI server that need its admin key. */
export const createTabbyAdmin = ({ url, adminKey, fetch }: TabbyAdminOptions): TabbyAdmin => {
  const server = createServer({ url, apiKey: adminKey, keySetting: "TABBY_ADMIN_KEY", fetch });

  const current: TabbyAdmin["current"] = async (signal) => {
    try {
      return (await server.sendForJson(modelSchema, "/v1/model", signal)).id;
    } catch (error) {
      if (isNoneLoaded(error)) return undefined;
      throw error;
    }
  };

  /**
   * Follows the events of a load to the end of the stream: the server counts the model as loaded a moment after the
   * event that says so.
   */
  const follow = async (
    response: Response,
    folder: string,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<void> => {
    let finished = false;
    if (response.body) {
      for await (const data of readEvents(response.body)) {
        const event = parseLoadEvent(data);
        if (event.type === "error") {
          throw new SetupError(`${server.name} could not load ${folder}: ${server.hideKey(event.message)}`);
        }
        if (event.type === "finished") finished = true;
        if (event.type === "progress") onProgress({ done: event.done, total: event.total });
      }
    }
    if (finished) return;
    throw new SetupError(`${server.name} stopped loading ${folder} without a reason: its log has one`);
  };

  return {
    current,
    load: async (folder, signal, onProgress) => {
      const response = await server
        .send("/v1/model/load", signal, { model_name: folder })
        .catch((error: unknown) => {
          if (!(error instanceof InvalidInputError)) throw error;
          throw new NotFoundError(
            `${server.name} has no model ${folder}: is TABBY_MODELS_DIR the folder that it calls model_dir? ${error.message}`,
            { cause: error },
          );
        });
      try {
        await follow(response, folder, onProgress);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof TwinError) throw error;
        throw toReadError(server.name, error);
      }
      const loaded = await current(signal);
      if (loaded !== folder) {
        throw new SetupError(
          `${server.name} serves ${loaded ?? "nothing"} after it was told to load ${folder}`,
        );
      }
    },
    unload: async (signal) => {
      try {
        await server.post("/v1/model/unload", signal);
      } catch (error) {
        if (!isNoneLoaded(error)) throw error;
      }
    },
    encode: async (messages, signal) =>
      (await server.sendForJson(tokensSchema, "/v1/token/encode", signal, { text: messages })).tokens,
  };
};
