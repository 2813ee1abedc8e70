import type { LiveBlock } from "../output/live-block.ts";

type State = "running" | "done" | "failed" | "stopped";
const marks: Record<State, string> = { running: "◐", done: "●", failed: "✗", stopped: "○" };

/** Shows how one of the things that go on is coming along. */
export type ReportTask = (detail: string) => void;

/** The things that go on at once, a line each. */
export interface TaskBoard {
  /** Does work under a title; what it returns stays shown as the detail. */
  run<T>(
    title: string,
    work: (report: ReportTask) => Promise<T>,
    describe: (result: T) => string,
  ): Promise<T>;
  /** Lines below the tasks. */
  below(lines: readonly string[]): void;
  end(): void;
}

export const createTaskBoard = (live: LiveBlock): TaskBoard => {
  const tasks = new Map<string, { state: State; detail: string; startedAt: number; seconds?: number }>();
  let rest: readonly string[] = [];
  const failures = new Set<unknown>();
  /** Whether a task ended because another one failed, or because somebody stopped everything. */
  const wasStopped = (error: unknown): boolean =>
    failures.has(error) ||
    (error instanceof Error && (error.name === "AbortError" || failures.has(error.cause)));
  const show = (): void => {
    const lines = [...tasks].map(([title, { state, detail, seconds }]) => {
      const took = seconds !== undefined && seconds >= 1 ? ` (${seconds.toFixed(0)} s)` : "";
      return `${marks[state]} ${title}${detail ? `: ${detail}` : ""}${took}`;
    });
    live.update([...lines, ...rest]);
  };
  return {
    run: async (title, work, describe) => {
      const startedAt = performance.now();
      const set = (state: State, detail: string): void => {
        const seconds = (performance.now() - startedAt) / 1_000;
        tasks.set(title, { state, detail, startedAt, ...(state === "running" ? {} : { seconds }) });
        show();
      };
      set("running", "");
      try {
        const result = await work((detail) => set("running", detail));
        set("done", describe(result));
        return result;
      } catch (error) {
        const stopped = wasStopped(error);
        if (!stopped) failures.add(error);
        set(stopped ? "stopped" : "failed", stopped ? "stopped" : "");
        throw error;
      }
    },
    below: (lines) => {
      rest = lines;
      show();
    },
    end: () => live.end(),
  };
};
