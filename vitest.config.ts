import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/support/longest-first.ts";

/** Files with real stores, models, servers and browsers that run at once: some of them take 4 GB of memory. */
const HEAVY_AT_ONCE = 2;

/** Trainers that run at once must not have more threads than there are processors: all would get many times slower. */
const trainerThreads = Math.max(1, Math.floor((availableParallelism() - 1) / HEAVY_AT_ONCE));

const heavy = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  maxWorkers: HEAVY_AT_ONCE,
  // A page that is drawn beside a training takes longer than the second that is waited otherwise.
  expect: { poll: { timeout: 15_000 } },
  env: { OMP_NUM_THREADS: process.env["OMP_NUM_THREADS"] ?? `${trainerThreads}` },
};

/**
 * `unit` comes first, fast and pure. Then `integration`, with real stores, models and servers, and `ui`, in a real
 * browser, share the machine.
 */
export default defineConfig({
  test: {
    reporters: ["default"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.integration.test.ts", "test/ui/**"],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...heavy,
          name: "integration",
          include: ["test/**/*.integration.test.ts"],
          exclude: ["test/ui/**"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...heavy,
          name: "ui",
          include: ["test/ui/**/*.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
