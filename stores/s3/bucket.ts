import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { SetupError } from "../../domain/errors.ts";
import { isMissing, toTwinError } from "./errors.ts";

export interface BucketOptions {
  /** `s3://bucket` or `s3://bucket/prefix`. */
  readonly url: string;
  /** Address of an S3-compatible service; unset, that of AWS in the region. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  /** Unset, those that the environment, the files or the machine of AWS give. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** The objects of a bucket below a prefix. Errors are ours, see `toTwinError`. */
export interface Bucket extends Disposable {
  write(key: string, content: string, signal: AbortSignal): Promise<void>;
  /** Writes an object of `bytes` bytes, in parts when it is large. */
  upload(key: string, content: AsyncIterable<Uint8Array>, bytes: number, signal: AbortSignal): Promise<void>;
  /** The content of an object; `undefined` when there is none. */
  read(key: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | undefined>;
  remove(key: string): Promise<void>;
}

/** S3 takes 10,000 parts of an object at most; smaller parts than this only cost requests. */
const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 16 * 1024 ** 2;
const PARALLEL_PARTS = 2;
const CONNECT_TIMEOUT_MS = 5_000;
const SILENCE_TIMEOUT_MS = 120_000;

const parseUrl = (url: string): { readonly name: string; readonly prefix: string } => {
  const found = /^s3:\/\/([^/]+)(?:\/(.*?))?\/?$/.exec(url);
  if (!found?.[1])
    throw new SetupError(`ARTEFACTS_URL (is ${url}) must be s3://bucket or s3://bucket/prefix`);
  return { name: found[1], prefix: found[2] ? `${found[2]}/` : "" };
};

const openClient = ({ endpoint, region, credentials }: BucketOptions): S3Client => {
  const config: S3ClientConfig = {
    region,
    // Whoever calls decides on another attempt; two layers that retry multiply.
    maxAttempts: 1,
    // Not every compatible service knows the newer checksums; ours is SHA-256, checked after every download.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, socketTimeout: SILENCE_TIMEOUT_MS },
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
  };
  return new S3Client(config);
};

/** @throws {SetupError} when the address is wrong; the service itself is first called by the methods. */
export const openBucket = (options: BucketOptions): Bucket => {
  const { name, prefix } = parseUrl(options.url);
  const client = openClient(options);
  const at = (key: string) => ({ Bucket: name, Key: `${prefix}${key}` });

  const guard = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      // The client's own AbortError hides the reason.
      signal?.throwIfAborted();
      throw toTwinError(error, options.url);
    }
  };

  async function* guardedStream(body: Readable, signal: AbortSignal): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of body) {
        signal.throwIfAborted();
        yield chunk;
      }
    } catch (error) {
      signal.throwIfAborted();
      throw toTwinError(error, options.url);
    }
  }

  return {
    write: (key, content, signal) =>
      guard(async () => {
        const command = new PutObjectCommand({
          ...at(key),
          Body: content,
          ContentType: "application/json",
        });
        await client.send(command, { abortSignal: signal });
      }, signal),
    upload: (key, content, bytes, signal) =>
      guard(async () => {
        const upload = new Upload({
          client,
          params: { ...at(key), Body: Readable.from(content, { objectMode: false }) },
          partSize: Math.max(MIN_PART_BYTES, Math.ceil(bytes / MAX_PARTS)),
          queueSize: PARALLEL_PARTS,
        });
        const abort = () => void upload.abort().catch(() => {});
        signal.addEventListener("abort", abort, { once: true });
        try {
          await upload.done();
        } finally {
          signal.removeEventListener("abort", abort);
        }
      }, signal),
    read: (key, signal) =>
      guard(async () => {
        try {
          const { Body } = await client.send(new GetObjectCommand(at(key)), { abortSignal: signal });
          return Body instanceof Readable ? guardedStream(Body, signal) : undefined;
        } catch (error) {
          if (isMissing(error)) return undefined;
          throw error;
        }
      }, signal),
    remove: (key) => guard(async () => void (await client.send(new DeleteObjectCommand(at(key))))),
    [Symbol.dispose]: () => client.destroy(),
  };
};
