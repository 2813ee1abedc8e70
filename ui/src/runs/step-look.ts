import type { RunDetail } from "../api/generated/index.ts";

type Step = NonNullable<RunDetail["status"]>["steps"][number];

/** How a step stands at a glance. */
export type StepLook = Step["state"] | "flawed";

/** A step that is done although some of it failed is no plain success. */
export const stepLook = ({ state, counts }: Pick<Step, "state" | "counts">): StepLook =>
  state === "done" && (counts["failed"] ?? 0) > 0 ? "flawed" : state;
