import type { ReadinessResponse } from "../../../api/contract/health.ts";

const fine = { state: "ok", ms: 1 } as const;

/** What `GET /readyz` answers where all is well but for these parts. */
export const readiness = (change: Partial<ReadinessResponse["dependencies"]> = {}): ReadinessResponse => {
  const dependencies = {
    warehouse: fine,
    vectors: fine,
    temporal: fine,
    embedder: fine,
    generation: fine,
    ...change,
  };
  return { ready: Object.values(dependencies).every(({ state }) => state === "ok"), dependencies };
};
