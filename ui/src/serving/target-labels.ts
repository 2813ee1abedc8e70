import type { ServingTarget } from "../api/generated/index.ts";

/** Where a version is served, as people call it. */
export const targetLabels: Readonly<Record<ServingTarget["target"], string>> = {
  local: "In the gateway",
  tabby: "TabbyAPI",
};
