import type { DatasetVersion } from "../../domain/datasets/dataset-version.ts";
import { NotFoundError } from "../../domain/errors.ts";
import { artefactBytes } from "../../domain/registry/artefact.ts";
import type { Registry } from "../../stores/registry.ts";
import type { DatasetDetail, DatasetSummary } from "../contract/datasets.ts";

/** @throws {NotFoundError} when there is no such version. */
export const requireDataset = async (
  registry: Pick<Registry, "getDataset">,
  id: string,
): Promise<DatasetVersion> => {
  const version = await registry.getDataset(id);
  if (version) return version;
  throw new NotFoundError(`There is no dataset ${JSON.stringify(id)}. GET /datasets lists those there are.`);
};

/** A dataset version as lists show it: its documents are counted only. */
export const toDatasetSummary = ({
  key: _,
  artefact,
  lineage,
  ...version
}: DatasetVersion): DatasetSummary => ({
  ...version,
  lineage: { ...lineage, documents: lineage.documents.length },
  bytes: artefactBytes(artefact),
});

/** A dataset version with all that is known of it. */
export const toDatasetDetail = ({ key: _, ...version }: DatasetVersion): DatasetDetail => ({
  ...version,
  bytes: artefactBytes(version.artefact),
});
