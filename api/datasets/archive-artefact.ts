import { PassThrough, Readable } from "node:stream";
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
  const output = new PassThrough();
  // What breaks anywhere ends the archive there; nothing else listens.
  const fail = (error: Error): void => void output.destroy(error);
  zip.on("error", fail);
  for (const { path, bytes } of artefact.files) {
    zip.addReadStreamLazy(path, { size: bytes, mtime: modifiedAt }, (take) => {
      const content = Readable.from(artefacts.read(artefact, path, signal), { objectMode: false });
      take(null, content.on("error", fail));
    });
  }
  zip.end();
  zip.outputStream.pipe(output);
  yield* output;
};
