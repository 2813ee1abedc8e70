import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";

export interface ArchiveOptions {
  /** Time that every file of the archive carries. */
  readonly modifiedAt: Date;
  readonly signal: AbortSignal;
}

/** Streams the files of an artefact as a zip archive, one file after the other. Ends with what `read` throws. */
export const archiveArtefact = async function* (
  artefacts: Pick<ArtefactStore, "read">,
  artefact: Artefact,
  { modifiedAt, signal }: ArchiveOptions,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = new Readable().wrap(zip.outputStream);
  zip.on("error", (error: Error) => output.destroy(error));
  for (const { path, bytes } of artefact.files) {
    zip.addReadStreamLazy(path, { size: bytes, mtime: modifiedAt }, (take) =>
      take(null, Readable.from(artefacts.read(artefact, path, signal), { objectMode: false })),
    );
  }
  zip.end();
  yield* output;
};
