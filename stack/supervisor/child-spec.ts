/** How it is known that a child does its work. */
export type Readiness =
  /** A line on its standard output, such as `{"ready":true}`. */
  | { readonly kind: "line"; readonly test: (line: string) => boolean }
  /** A question that is asked again and again until the answer is yes. */
  | { readonly kind: "poll"; readonly check: (signal: AbortSignal) => Promise<boolean> };

/** A program that the supervisor keeps running. */
export interface ChildSpec {
  /** Names it in messages and its log file. */
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly cwd?: string;
  /** Its whole environment; this process's own when left out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly ready: Readiness;
  /** Milliseconds in which it must be ready for the first time. */
  readonly readyWithinMs: number;
}

/** What the supervisor tells about its children. */
export type SupervisorEvent =
  | { readonly type: "started" | "ready"; readonly name: string; readonly pid: number }
  | {
      readonly type: "died";
      readonly name: string;
      /** How it ended, such as `code 1` or `signal SIGKILL`. */
      readonly how: string;
      /** Milliseconds until it is started again. */
      readonly restartInMs: number;
    };
