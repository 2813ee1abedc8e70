import type { ReadinessCheck } from "./check-readiness.ts";
import type { Lazy } from "./lazy.ts";

/** Checks a part that is opened in the background: whether it is open, and then whether it answers. */
export const checkLazy =
  <T>(lazy: Lazy<T>, whileStarting: string, answers: (part: T) => Promise<void>): ReadinessCheck =>
  async () => {
    const found = lazy.state();
    if (found === "starting") return { state: "starting", detail: whileStarting };
    await answers(await lazy.get());
    return { state: "ok" };
  };
