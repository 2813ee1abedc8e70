import { Badge } from "@mantine/core";
import type { ModelSummary } from "../../api/generated/index.ts";
import { sentenceCase } from "../../shared/format.ts";

type Stage = ModelSummary["stage"];

const colours: Readonly<Record<Stage, string>> = {
  candidate: "blue",
  approved: "indigo",
  production: "teal",
  archived: "gray",
  rejected: "red",
};

/** Where a version is in its life, in colour and words. */
export const StageBadge = ({ stage }: { readonly stage: Stage }) => (
  <Badge variant="light" color={colours[stage]} tt="none" fw={600} miw="fit-content">
    {sentenceCase(stage)}
  </Badge>
);
