import { ChecksumError, NotFoundError } from "../domain/errors.ts";
import type { Artefact, ArtefactFile } from "../domain/registry/artefact.ts";

const nameOf = ({ kind, id }: Artefact): string => `${kind} artefact ${id.slice(0, 12)}`;

/** There is no such artefact, or no such file in it. */
export const missingArtefact = (artefact: Artefact, path?: string): NotFoundError =>
  new NotFoundError(
    `There is no ${nameOf(artefact)}${path === undefined ? "" : ` with a file ${path}`} in this store. Was it removed, or does DATA_DIR or ARTEFACTS_URL lead elsewhere than where it was made?`,
  );

/** A file is not what was stored. */
export const changedFile = (
  artefact: Artefact,
  { path, sha256 }: ArtefactFile,
  found: string,
): ChecksumError =>
  new ChecksumError(
    `The file ${path} of the ${nameOf(artefact)} is not what was stored: its SHA-256 is ${found}, not ${sha256}. Restore it from a backup, or make the version again.`,
  );
