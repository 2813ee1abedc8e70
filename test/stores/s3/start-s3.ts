import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { refuseSignature } from "./verify-signature.ts";

/** The least that S3 takes for a part that is not the last. */
const MIN_PART_BYTES = 5 * 1024 ** 2;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface TestS3 extends AsyncDisposable {
  readonly endpoint: string;
  /** Objects by `bucket/key`; a test may change them. */
  readonly objects: Map<string, Buffer>;
  /** Requests so far, as `PUT bucket/key?uploadId`, in order. */
  readonly requests: readonly string[];
  /** Answers every request with this status, until it is `undefined` again. */
  fail(status: number | undefined): void;
}

const etagOf = (content: Buffer): string => `"${createHash("md5").update(content).digest("hex")}"`;
const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
const refuse = (status: number, code: string): Answer => ({
  status,
  headers: { "content-type": "application/xml" },
  body: xml(`<Error><Code>${code}</Code><Message>refused by the test server</Message></Error>`),
});

/**
 * A server that speaks S3's protocol as far as artefacts need it, and is as strict as S3: every signature and every
 * part is checked. Objects are kept in memory.
 */
export const startS3 = async ({ bucket }: { readonly bucket: string }): Promise<TestS3> => {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, { readonly key: string; readonly parts: Map<number, Buffer> }>();
  const requests: string[] = [];
  let failure: number | undefined;

  const complete = (uploadId: string, key: string, body: Buffer): Answer => {
    const upload = uploads.get(uploadId);
    if (upload?.key !== key) return refuse(404, "NoSuchUpload");
    const listed = [...body.toString().matchAll(/<Part>.*?<\/Part>/gs)].map(([part]) => ({
      number: Number(/<PartNumber>(\d+)</.exec(part)?.[1]),
      etag: /<ETag>(.*?)</.exec(part)?.[1]?.replaceAll("&quot;", '"'),
    }));
    const parts = listed.map(({ number }) => upload.parts.get(number) ?? Buffer.alloc(0));
    if (listed.some(({ number }, index) => number !== index + 1)) return refuse(400, "InvalidPartOrder");
    if (
      listed.length === 0 ||
      listed.some(({ etag }, index) => etag !== etagOf(parts[index] ?? Buffer.alloc(0)))
    ) {
      return refuse(400, "InvalidPart");
    }
    if (parts.slice(0, -1).some(({ length }) => length < MIN_PART_BYTES))
      return refuse(400, "EntityTooSmall");
    uploads.delete(uploadId);
    objects.set(key, Buffer.concat(parts));
    return {
      status: 200,
      body: xml(
        `<CompleteMultipartUploadResult><ETag>"made-of-parts"</ETag></CompleteMultipartUploadResult>`,
      ),
    };
  };

  const post = (key: string, query: URLSearchParams, body: Buffer): Answer => {
    const uploadId = query.get("uploadId");
    if (uploadId !== null) return complete(uploadId, key, body);
    if (!query.has("uploads")) return refuse(400, "InvalidRequest");
    const id = randomUUID();
    uploads.set(id, { key, parts: new Map() });
    const result = `<UploadId>${id}</UploadId>`;
    return {
      status: 200,
      body: xml(`<InitiateMultipartUploadResult>${result}</InitiateMultipartUploadResult>`),
    };
  };

  const put = (key: string, query: URLSearchParams, body: Buffer): Answer => {
    const uploadId = query.get("uploadId");
    if (uploadId === null) objects.set(key, body);
    else {
      const upload = uploads.get(uploadId);
      if (upload?.key !== key) return refuse(404, "NoSuchUpload");
      upload.parts.set(Number(query.get("partNumber")), body);
    }
    return { status: 200, headers: { etag: etagOf(body) } };
  };

  const get = (key: string): Answer => {
    const content = objects.get(key);
    return content
      ? { status: 200, headers: { etag: etagOf(content) }, body: content }
      : refuse(404, "NoSuchKey");
  };

  const remove = (key: string, query: URLSearchParams): Answer => {
    const uploadId = query.get("uploadId");
    if (uploadId === null) objects.delete(key);
    else uploads.delete(uploadId);
    return { status: 204 };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const key = decodeURIComponent(pathname.slice(1));
    requests.push(`${request.method} ${key}${searchParams.has("uploadId") ? "?uploadId" : ""}`);
    if (failure !== undefined) return refuse(failure, "InternalError");
    const refused = refuseSignature(request, body);
    if (refused) return refuse(403, refused);
    if (!key.startsWith(`${bucket}/`)) return refuse(404, "NoSuchBucket");
    switch (request.method) {
      case "PUT":
        return put(key, searchParams, body);
      case "POST":
        return post(key, searchParams, body);
      case "GET":
        return get(key);
      case "DELETE":
        return remove(key, searchParams);
      default:
        return refuse(405, "MethodNotAllowed");
    }
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, headers, body } = await answer(request);
    response.writeHead(status, headers).end(body);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    objects,
    requests,
    fail: (status) => {
      failure = status;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
