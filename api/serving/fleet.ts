import type { GenerationBackend } from "../../models/generation.ts";
import { createSlot, type Slot, type SlotOptions } from "./slot.ts";

/** A version that is to be at hand. */
export interface Wish {
  readonly version: string;
  /** It has served already: it needs no smoke test, and if it cannot be loaded it is tried again. */
  readonly proven: boolean;
}

export type LoadVersion = (wish: Wish, signal: AbortSignal) => Promise<GenerationBackend>;

export interface Fleet extends AsyncDisposable {
  /** Loads what is wished for and not there, in this order and one at a time, and lets go of everything else. */
  keep(wishes: readonly Wish[]): void;
  /** Lets go of what could not be loaded, so that it is tried anew. */
  forgetFailures(): void;
  get(version: string): Slot | undefined;
  all(): readonly Slot[];
}

export interface FleetOptions extends Omit<SlotOptions, "version"> {
  readonly load: LoadVersion;
  /** Called whenever loading a version has come to an end. */
  readonly onChange: (slot: Slot) => void;
  /** Milliseconds after which loading is tried again. */
  readonly retryMs: number;
}

/** The versions that are loaded in this gateway, or on their way. */
export const createFleet = ({ load, onChange, retryMs, ...slotOptions }: FleetOptions): Fleet => {
  const slots = new Map<string, Slot>();
  /** When loading ended, in milliseconds of the clock; absent while it goes on. */
  const endedAt = new Map<Slot, number>();
  const retiring = new Set<Promise<void>>();
  let queue = Promise.resolve();

  const enqueue = (slot: Slot, wish: Wish): void => {
    endedAt.delete(slot);
    queue = queue.then(async () => {
      // Memory is given back first, so that there are never more models than wishes.
      await Promise.all(retiring);
      await slot.load((signal) => load(wish, signal));
      endedAt.set(slot, slotOptions.clock());
      onChange(slot);
    });
  };

  const isWorthAnotherTry = (slot: Slot, { proven }: Wish): boolean => {
    const ended = endedAt.get(slot);
    const { state } = slot.status();
    const unfinished = state === "loading" || (state === "failed" && proven);
    return unfinished && ended !== undefined && slotOptions.clock() - ended >= retryMs;
  };

  const release = (slot: Slot): void => {
    slots.delete(slot.version);
    const gone = slot.retire().finally(() => {
      retiring.delete(gone);
      endedAt.delete(slot);
    });
    retiring.add(gone);
  };

  return {
    keep: (wishes) => {
      for (const slot of slots.values()) {
        if (!wishes.some(({ version }) => version === slot.version)) release(slot);
      }
      for (const wish of wishes) {
        const known = slots.get(wish.version);
        if (known && !isWorthAnotherTry(known, wish)) continue;
        const slot = known ?? createSlot({ version: wish.version, ...slotOptions });
        slots.set(wish.version, slot);
        enqueue(slot, wish);
      }
    },
    forgetFailures: () => {
      for (const slot of slots.values()) if (slot.status().state === "failed") release(slot);
    },
    get: (version) => slots.get(version),
    all: () => [...slots.values()],
    [Symbol.asyncDispose]: async () => {
      for (const slot of [...slots.values()]) release(slot);
      await Promise.all(retiring);
      await queue;
    },
  };
};
