import { toReason } from "../../domain/deployment/reason.ts";
import { UnavailableError } from "../../domain/errors.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import { guardCandidate } from "./guard-candidate.ts";
import { meterBackend } from "./meter-backend.ts";
import type { Lease, ServingEvents } from "./serving.ts";
import { createTally, type Tally } from "./tally.ts";

export interface SlotStatus {
  readonly state: "loading" | "ready" | "failed";
  /** Why it failed, or why it is still loading. */
  readonly reason: string | null;
}

/** One version in this gateway, from the wish to have it until its last answer is over. */
export interface Slot {
  /** A version's id, or `base`. */
  readonly version: string;
  readonly tally: Tally;
  status(): SlotStatus;
  /** Loads it; failures are told by `status`. */
  load(open: (signal: AbortSignal) => Promise<GenerationBackend>): Promise<void>;
  /** @throws {UnavailableError} when it is not ready. */
  lease(role: Lease["role"]): Lease;
  /** Gives its memory back once the answers that use it are over. */
  retire(): Promise<void>;
}

export interface SlotOptions {
  readonly version: string;
  readonly clock: () => number;
  /** Longest that a candidate's answer may take, in seconds. */
  readonly candidateSeconds: number;
  readonly events: Pick<ServingEvents, "attempted">;
}

/** Holds one version's model and counts who uses it. */
export const createSlot = ({ version, clock, candidateSeconds, events }: SlotOptions): Slot => {
  const tally = createTally();
  const retired = new AbortController();
  const drained = Promise.withResolvers<void>();
  let status: SlotStatus = { state: "loading", reason: null };
  let loaded: GenerationBackend | undefined;
  let loading = Promise.resolve();
  let leases = 0;

  const settle = (): void => {
    if (retired.signal.aborted && leases === 0) drained.resolve();
  };

  const load = async (open: (signal: AbortSignal) => Promise<GenerationBackend>): Promise<void> => {
    status = { state: "loading", reason: null };
    try {
      retired.signal.throwIfAborted();
      loaded = await open(retired.signal);
      status = { state: "ready", reason: null };
    } catch (error) {
      // What does not answer now is waited for; what is wrong stays wrong.
      const state = error instanceof UnavailableError ? "loading" : "failed";
      status = { state, reason: toReason(error) };
    }
  };

  return {
    version,
    tally,
    status: () => status,
    load: (open) => {
      loading = load(open);
      return loading;
    },
    lease: (role) => {
      if (loaded === undefined) throw new UnavailableError(`${version} is not loaded`);
      const metered = meterBackend(
        role === "candidate" ? guardCandidate(loaded, candidateSeconds) : loaded,
        clock,
      );
      leases += 1;
      let returned = false;
      return {
        role,
        backend: metered.backend,
        [Symbol.dispose]: () => {
          if (returned) return;
          returned = true;
          leases -= 1;
          const outcome = metered.outcome();
          if (outcome) {
            tally.record(outcome);
            events.attempted({ version, failed: outcome.failed });
          }
          settle();
        },
      };
    },
    retire: async () => {
      retired.abort(new UnavailableError(`${version} is no longer to be served`));
      settle();
      await Promise.all([drained.promise, loading]);
      await loaded?.[Symbol.asyncDispose]();
    },
  };
};
