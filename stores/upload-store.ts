/** A file that was uploaded and is kept until it is removed. */
export interface Upload {
  /** SHA-256 of its content, in hex: the same content is the same upload. */
  readonly id: string;
  readonly bytes: number;
}

/** Keeps uploaded files, each under the hash of its content. An upload never changes. */
export interface UploadStore {
  /**
   * Stores what the stream yields; resolves once it is safe on disk. When it fails, nothing is left behind.
   *
   * @throws {TooLargeError} when there is more than `maxBytes`.
   * @throws {UnavailableError} when the disk is full.
   * @throws the signal's reason when aborted, and whatever the stream throws.
   */
  save(
    content: AsyncIterable<Uint8Array>,
    options: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<Upload>;
  /**
   * Streams an upload's content from its start. The signal ends the stream with its reason.
   *
   * @throws {NotFoundError} when there is no such upload (by the first read at the latest).
   */
  open(id: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** `undefined` when there is no such upload. */
  stat(id: string): Promise<Upload | undefined>;
  /** All uploads, in order of id. */
  list(): Promise<Upload[]>;
  /** Resolves to whether there was such an upload. */
  remove(id: string): Promise<boolean>;
}
