import type { ServingTarget } from "../api/generated/index.ts";

export type Target = ServingTarget["target"];

/** Where a version is served, as people call it. */
export const targetLabels: Readonly<Record<Target, string>> = {
  local: "In the gateway",
  tabby: "At TabbyAPI",
};
