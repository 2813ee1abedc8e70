import type { z } from "zod";

/** What a trainer command tells while it runs. */
export interface TrainerProgress {
  readonly step: number;
  readonly total: number | null;
  readonly loss?: number;
  readonly etaSeconds?: number;
}

export interface TrainerRun {
  /** Command of the trainer: `finetune`, `merge`, `export`, `evaluate`, `tokens`, `hardware`. */
  readonly command: string;
  /** Its configuration, in the trainer's own words (snake case). */
  readonly config: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: TrainerProgress) => void;
  /** Called with what is done before the command itself, such as making the environment, and what a person should know. */
  readonly onNote?: (note: string) => void;
}

/** The Python package in `trainer/`, run as a process of its own, so that its memory is given back. */
export interface Trainer {
  /**
   * Runs a command to its end.
   *
   * @returns its result, parsed. @throws {InvalidInputError} when a field of the configuration or the data is wrong;
   * {SetupError} when the environment cannot be made; {UnavailableError} when it was killed or ran out of memory; the
   * signal's reason when aborted, once the process has ended (10 s at most).
   */
  run<Result extends z.ZodType>(run: TrainerRun, result: Result): Promise<z.output<Result>>;
}
