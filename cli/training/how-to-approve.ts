import type { Approval } from "../../domain/registry/approval.ts";

/** The command that lets a version through; one whose gates failed has to be overruled in words. */
export const howToApprove = ({
  versionId,
  failedGates,
}: Pick<Approval, "versionId" | "failedGates">): string =>
  `npx twin approve ${versionId}${failedGates.length > 0 ? " --override" : ""} --comment "why"`;
