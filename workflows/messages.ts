import { defineQuery } from "@temporalio/workflow";
import type { RunStatus } from "../domain/runs/status.ts";

/** How far a run is: its steps with their counts, what failed, what it waits for. */
export const statusQuery = defineQuery<RunStatus>("status");
