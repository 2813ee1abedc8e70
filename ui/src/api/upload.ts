import { noAnswer, toApiError } from "./api-error.ts";
import type { ApiKey } from "./api-key.ts";
import type { Import } from "./generated/index.ts";

export interface UploadOptions {
  /** Called with the share that has been sent, 0 to 1. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file to `POST /imports`. `fetch` cannot tell how far an upload is, so that the older interface is used. */
export const upload = (apiKey: ApiKey, file: File, { onProgress, signal }: UploadOptions): Promise<Import> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = (): void => request.abort();
    request.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    request.addEventListener("load", () => {
      if (request.status === 401) apiKey.refuse();
      if (request.status !== 201) return reject(toApiError(request.status, request.responseText));
      // The gateway's own answer, checked against its contract by the gateway's tests.
      const stored: Import = JSON.parse(request.responseText);
      resolve(stored);
    });
    request.addEventListener("error", () => reject(noAnswer(undefined)));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    signal.addEventListener("abort", stop);

    request.open("POST", `/imports?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept", "application/json");
    const key = apiKey.read();
    if (key !== null) request.setRequestHeader("authorization", `Bearer ${key}`);
    request.send(file);
  });
