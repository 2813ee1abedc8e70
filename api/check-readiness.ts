import { describeError } from "../domain/describe-error.ts";
import {
  type DependencyHealth,
  type DependencyName,
  dependencyNames,
  type ReadinessResponse,
} from "./contract/health.ts";

/** Resolves to `ok`, or to `starting` with what is going on; rejects when the part has failed. */
export type ReadinessCheck = () => Promise<{ readonly state: "ok" | "starting"; readonly detail?: string }>;
export type ReadinessChecks = Readonly<Record<DependencyName, ReadinessCheck>>;

const CHECK_MS = 3_000;

const withTimeout = <T>(work: Promise<T>): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_MS} ms`)), CHECK_MS);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
};

const check = async (run: ReadinessCheck): Promise<DependencyHealth> => {
  const start = performance.now();
  const ms = (): number => Math.round((performance.now() - start) * 10) / 10;
  try {
    const found = await withTimeout(run());
    return { ...found, ms: ms() };
  } catch (error) {
    return { state: "failed", ms: ms(), detail: describeError(error) };
  }
};

/** Asks every part at once; one that does not answer in 3 s has failed. */
export const checkReadiness = async (checks: ReadinessChecks): Promise<ReadinessResponse> => {
  const [warehouse, vectors, temporal, embedder, generation] = await Promise.all([
    check(checks.warehouse),
    check(checks.vectors),
    check(checks.temporal),
    check(checks.embedder),
    check(checks.generation),
  ]);
  const dependencies = { warehouse, vectors, temporal, embedder, generation };
  return { ready: dependencyNames.every((name) => dependencies[name].state === "ok"), dependencies };
};
