import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { SetupError } from "../../domain/errors.ts";
import type { Trainer, TrainerRun } from "../../domain/training/trainer.ts";
import { withoutSecrets } from "./child-environment.ts";
import type { TrainerEvent } from "./events.ts";
import { toTrainerError } from "./to-error.ts";
import { runTrainerProcess } from "./trainer-process.ts";

/** How the trainer's command line is called. */
export interface TrainerProgram {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface TrainerOptions {
  /** Makes sure that the trainer can be called; see `ensureEnvironment`. */
  readonly prepare: (run: {
    readonly signal: AbortSignal;
    readonly onNote: (note: string) => void;
  }) => Promise<TrainerProgram>;
  /** Milliseconds that an aborted command gets before it is killed. */
  readonly graceMs?: number;
  /** Where a command's configuration lies while it runs; default: the system's folder for temporary files. */
  readonly scratch?: string;
}

/** An activity must end within ten seconds of a cancellation. */
const GRACE_MS = 8_000;

/** Sorts what the trainer tells: progress to the caller, the result and the error for the end. */
const createListener = ({ onProgress, onNote }: TrainerRun) => {
  const last: {
    result?: Extract<TrainerEvent, { event: "result" }>;
    error?: Extract<TrainerEvent, { event: "error" }>;
  } = {};
  const onEvent = (event: TrainerEvent): void => {
    switch (event.event) {
      case "progress":
        onProgress?.({
          step: event.step,
          total: event.total ?? null,
          ...(typeof event.loss === "number" && { loss: event.loss }),
          ...(typeof event.eta_seconds === "number" && { etaSeconds: event.eta_seconds }),
        });
        break;
      case "resume":
        onNote?.(`going on from the checkpoint of step ${event.step}`);
        break;
      case "note":
        onNote?.(event.message);
        break;
      case "result":
        last.result = event;
        break;
      case "error":
        last.error = event;
        break;
    }
  };
  return { last, onEvent };
};

const parseResult = <Result extends z.ZodType>(
  command: string,
  value: unknown,
  schema: Result,
): z.output<Result> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SetupError(
    `The trainer's ${command} answered what this version does not understand:\n${z.prettifyError(parsed.error)}`,
  );
};

/** The trainer as a process for each command. */
export const createTrainer = ({
  prepare,
  graceMs = GRACE_MS,
  scratch = tmpdir(),
}: TrainerOptions): Trainer => ({
  run: async (run, schema) => {
    const { command, config, signal, onNote = () => {} } = run;
    const program = await prepare({ signal, onNote });
    await mkdir(scratch, { recursive: true });
    const folder = await mkdtemp(join(scratch, "twin-trainer-"));
    try {
      const configFile = join(folder, "config.json");
      await writeFile(configFile, JSON.stringify(config));
      const { last, onEvent } = createListener(run);
      const end = await runTrainerProcess({
        command: [...program.command, command, "--config", configFile, "--stop-with-stdin"],
        env: program.env,
        signal,
        graceMs,
        onEvent,
      });
      if (end.code === 0 && last.result) return parseResult(command, last.result, schema);
      const tail = withoutSecrets(end.tail, program.env);
      throw toTrainerError(command, last.error, { ...end, tail });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});
