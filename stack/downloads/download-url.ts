import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { verifyChecksum } from "./checksum.ts";

/** A machine without internet must fall through to the next route at once, so an answer has to start soon. */
const ANSWER_MS = 5_000;
/** A transfer that stands still for this long is given up. */
const STALL_MS = 30_000;

interface DownloadOptions {
  readonly url: string;
  /** The file to write; beside it, `….part` holds what has come so far. */
  readonly to: string;
  readonly sha256?: string | undefined;
  readonly onBytes: (received: number, total: number | undefined) => void;
  readonly signal?: AbortSignal | undefined;
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.size ?? 0;

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

/** A timer that aborts unless it is started again in time. */
const watchdog = () => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: controller.signal,
    expect: (what: string, ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => controller.abort(new Error(`no ${what} within ${ms / 1000} s`)), ms);
    },
    stop: (): void => clearTimeout(timer),
  };
};

const totalBytes = (response: Response, offset: number): number | undefined => {
  const length = Number(response.headers.get("content-length"));
  return length > 0 && !response.headers.has("content-encoding") ? offset + length : undefined;
};

const transfer = async ({ url, to, sha256, onBytes, signal }: DownloadOptions): Promise<void> => {
  const dog = watchdog();
  const stop = signal ? AbortSignal.any([signal, dog.signal]) : dog.signal;
  try {
    const part = `${to}.part`;
    // Only a checksum can tell that two halves belong together.
    const held = sha256 ? await sizeOf(part) : 0;
    dog.expect("answer", ANSWER_MS);
    const response = await fetch(url, { headers: held ? { range: `bytes=${held}-` } : {}, signal: stop });
    if (response.status === 416) await rm(part, { force: true });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`);
    const offset = response.status === 206 ? held : 0;
    const total = totalBytes(response, offset);
    let received = offset;
    const counted = async function* (body: AsyncIterable<Uint8Array>) {
      for await (const bytes of body) {
        dog.expect("further bytes", STALL_MS);
        received += bytes.byteLength;
        onBytes(received, total);
        yield bytes;
      }
    };
    dog.expect("bytes", STALL_MS);
    const file = createWriteStream(part, { flags: offset > 0 ? "a" : "w" });
    await pipeline(response.body, counted, file, { signal: stop });
  } finally {
    dog.stop();
  }
};

/**
 * Downloads one address into a file, which appears only when it is whole and its checksum is right. With a checksum,
 * a download that broke off goes on where it was.
 *
 * @throws {Error} that names the address and the reason; the signal's reason when aborted.
 */
export const downloadUrl = async (options: DownloadOptions): Promise<void> => {
  const { url, to, sha256, signal } = options;
  const part = `${to}.part`;
  try {
    await transfer(options);
    await verifyChecksum(part, sha256, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Error && /SHA-256/.test(error.message)) await rm(part, { force: true });
    throw new Error(`${url}: ${reasonOf(error)}`, { cause: error });
  }
  await rename(part, to);
};
