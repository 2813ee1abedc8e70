import { ChecksumError, NotFoundError } from "../../domain/errors.ts";
import { type EvaluationReport, evaluationReportSchema } from "../../domain/evaluation/report.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";

const FILE = "report.json";

/**
 * Reads the evaluation report of a version from the artefact store, which checks its checksum.
 *
 * @throws {NotFoundError} when the version has none; {ChecksumError} when it is not what was stored.
 */
export const readReport = async (
  artefacts: Pick<ArtefactStore, "read">,
  { id, artefacts: { report } }: Pick<ModelVersion, "id" | "artefacts">,
  signal: AbortSignal,
): Promise<{ readonly report: EvaluationReport; readonly sha256: string }> => {
  const file = report?.files.find(({ path }) => path === FILE);
  if (!report || !file) throw new NotFoundError(`${id} has no evaluation report.`);
  const parts: Uint8Array[] = [];
  for await (const part of artefacts.read(report, FILE, signal)) parts.push(part);
  try {
    const json: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
    return { report: evaluationReportSchema.parse(json), sha256: file.sha256 };
  } catch (error) {
    throw new ChecksumError(`The report of ${id} cannot be read: restore the artefact store.`, {
      cause: error,
    });
  }
};
