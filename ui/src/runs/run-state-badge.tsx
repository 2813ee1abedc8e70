import { Badge } from "@mantine/core";
import type { RunSummary } from "../api/generated/index.ts";
import { sentenceCase } from "../shared/format.ts";

type State = RunSummary["state"];

const colours: Readonly<Record<State, string>> = {
  running: "blue",
  completed: "teal",
  failed: "red",
  canceled: "gray",
  terminated: "red",
  "continued-as-new": "gray",
  "timed-out": "orange",
};

/** How a run stands, in colour and words. */
export const RunStateBadge = ({ state }: { readonly state: State }) => (
  <Badge variant="light" color={colours[state]} tt="none" fw={600} miw="fit-content">
    {sentenceCase(state)}
  </Badge>
);
