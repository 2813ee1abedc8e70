import type { GenerationBackend } from "../../models/generation.ts";
import { spellVersion } from "./plan-serving.ts";
import type { Lease } from "./serving.ts";

const warnFrom = (backend: GenerationBackend, warning: string): GenerationBackend => ({
  ...backend,
  describe: async () => {
    const description = await backend.describe();
    const own = description.warning === undefined ? [] : [description.warning];
    return { ...description, warning: [warning, ...own].join("; ") };
  },
});

/** A lease whose answers say that another version was to give them. */
export const warnOfStandIn = (
  lease: Lease,
  { wanted, actual }: { wanted: string; actual: string },
): Lease => ({
  ...lease,
  backend: warnFrom(
    lease.backend,
    `${spellVersion(wanted)} is to answer but cannot be loaded, so ${spellVersion(actual)} answers in its place (GET /serving says why)`,
  ),
});
