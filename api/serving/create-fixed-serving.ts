import type { GenerationBackend } from "../../models/generation.ts";
import { checkLazy } from "../check-lazy.ts";
import { openLazily } from "../lazy.ts";
import type { Lease, Serving } from "./serving.ts";

/** Serves one backend, opened in the background: a server that loads its models by itself, or quotes. */
export const createFixedServing = (open: (signal: AbortSignal) => Promise<GenerationBackend>): Serving => {
  const lazy = openLazily(open);
  const acquire = async (signal: AbortSignal): Promise<Lease> => ({
    role: "stable",
    backend: await lazy.get(signal),
    [Symbol.dispose]: () => undefined,
  });
  return {
    acquire,
    acquireStable: acquire,
    check: checkLazy(lazy, "the generation model is being loaded", (backend) => backend.ready()),
    figures: () => [],
    [Symbol.asyncDispose]: () => lazy[Symbol.asyncDispose](),
  };
};
