import type { Artefact } from "../domain/registry/artefact.ts";

export interface PutOptions {
  /** What it is, such as `gguf`. */
  readonly kind: string;
  readonly signal: AbortSignal;
  /** Take the files instead of copying them, where that is possible: the folder is gone once they are stored. */
  readonly move?: boolean;
  /** Called with the bytes stored so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Keeps artefacts by the hash of their content: a folder, or a bucket of an S3-compatible service. */
export interface ArtefactStore {
  /**
   * Stores every file of a local folder. The artefact is visible once it is whole, never before; storing the same
   * content again changes nothing.
   *
   * @throws {UnavailableError} when the disk is full or the service does not answer.
   */
  put(folder: string, options: PutOptions): Promise<Artefact>;
  /**
   * A local folder with the files of an artefact, each checked against its SHA-256 now.
   *
   * @throws {NotFoundError} when there is no such artefact; {ChecksumError} when a file is not what was stored.
   */
  fetch(artefact: Artefact, signal: AbortSignal): Promise<string>;
  /**
   * Streams one file of an artefact, and ends with a `ChecksumError` where its content is not what was stored.
   *
   * @throws {NotFoundError} when there is no such artefact or file.
   */
  read(artefact: Artefact, path: string, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** Resolves to whether there was such an artefact. */
  remove(artefact: Artefact): Promise<boolean>;
}
