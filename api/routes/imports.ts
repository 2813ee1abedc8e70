import type { Readable } from "node:stream";
import type { Request } from "express";
import { z } from "zod";
import { InvalidInputError } from "../../domain/errors.ts";
import type { UploadStore } from "../../stores/upload-store.ts";
import type { BusinessEvents } from "../business-events.ts";
import type { ImportResponse } from "../contract/imports.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { readMultipart } from "../imports/read-multipart.ts";

interface Dependencies {
  readonly uploads: UploadStore;
  readonly events: BusinessEvents;
  readonly maxUploadBytes: number;
  readonly shutdown: AbortSignal;
}

const DEFAULT_NAME = "upload";
const querySchema = z.strictObject({ name: z.string().max(255).optional() });

/** The last part of a file name, without control characters: it is shown, and never used as a path. */
const toName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, "")
    .replace(/\p{Cc}/gu, "")
    .slice(0, 255) || DEFAULT_NAME;

/** `POST /imports`: keeps an uploaded file for an `etl` run, as it arrives and without holding it in memory. */
export const importsRoute = ({ uploads, events, maxUploadBytes, shutdown }: Dependencies): Route => {
  const keep = async (content: Readable, name: string, signal: AbortSignal): Promise<ImportResponse> => {
    const { id, bytes } = await uploads.save(refuseEmpty(content), { maxBytes: maxUploadBytes, signal });
    return { id, bytes, name: toName(name) };
  };

  const receive = (request: Request, name: string, signal: AbortSignal): Promise<ImportResponse> =>
    request.is("multipart/form-data")
      ? readMultipart(request, (file, fileName) => keep(file, fileName, signal))
      : keep(request, name, signal);

  return {
    path: "/imports",
    post: async (request, response) => {
      const { name } = parseInput(querySchema, request.query, "query");
      const stored = await receive(request, name ?? DEFAULT_NAME, requestSignal(response, shutdown));
      events.uploaded({ id: stored.id, bytes: stored.bytes });
      response.status(201).json(stored);
    },
  };
};

async function* refuseEmpty(content: Readable): AsyncGenerator<Uint8Array> {
  let empty = true;
  for await (const chunk of content) {
    empty &&= chunk.byteLength === 0;
    yield chunk;
  }
  if (empty) throw new InvalidInputError("The file is empty: there is nothing to import.");
}
