import { describeError } from "../../domain/describe-error.ts";
import type { Supervisor } from "../../stack/supervisor/supervisor.ts";
import { connectTemporal } from "../../stack/temporal/connect.ts";
import { temporalServer } from "../../stack/temporal/server.ts";
import type { CommandContext } from "../command-context.ts";
import { cpuWorker, gateway, gpuWorker, trainerDevice } from "./children.ts";
import { prepareEmbedding, prepareGeneration, prepareTemporal, prepareUi } from "./prepare.ts";
import type { TaskBoard } from "./task-board.ts";

export interface BringUp extends Pick<CommandContext, "settings" | "environment" | "signal"> {
  readonly supervisor: Supervisor;
  readonly board: TaskBoard;
  /** Of the gateway. */
  readonly url: string;
}

const bringTemporal = async (start: BringUp): Promise<void> => {
  const { settings, supervisor, board, signal } = start;
  if (settings.temporalAddress) {
    const connect = async (): Promise<void> => {
      await using _ = await connectTemporal(settings);
    };
    await board.run("Temporal", connect, () => `answers at ${settings.temporalAddress}`);
    return;
  }
  const program = await prepareTemporal(start);
  await board.run(
    "Temporal",
    async () => supervisor.start(await temporalServer(program, settings), signal),
    () => "started",
  );
};

const bringServers = async ({ supervisor, board, environment, url, signal }: BringUp): Promise<void> => {
  await Promise.all([
    board.run(
      "Worker",
      () => supervisor.start(cpuWorker(environment), signal),
      () => "started",
    ),
    board.run(
      "Gateway",
      () => supervisor.start(gateway(environment, url), signal),
      () => "started",
    ),
  ]);
};

/**
 * Starts the worker that trains. It is not waited for before the twin can be asked something.
 *
 * @returns why nothing can be trained, where the worker does not start.
 */
export const bringTrainer = async (start: BringUp): Promise<string | undefined> => {
  const { supervisor, board, environment, signal } = start;
  try {
    await board.run(
      "GPU worker",
      () => supervisor.start(gpuWorker(environment), signal),
      () => `started, trains on ${trainerDevice(environment)}`,
    );
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return `Nothing can be trained: ${describeError(error)}`;
  }
};

/**
 * Fetches, builds and starts everything, at once what does not depend on each other. When one step fails the others
 * are stopped.
 *
 * @returns why there is no generation model, where there is none.
 * @throws what the first step that failed threw.
 */
export const bringUp = async (start: BringUp): Promise<string | undefined> => {
  const failing = new AbortController();
  const steps = { ...start, signal: AbortSignal.any([start.signal, failing.signal]) };
  const step = <T>(work: Promise<T>): Promise<T> => {
    work.catch((error: unknown) => failing.abort(error));
    return work;
  };
  const temporal = step(bringTemporal(steps));
  const embedding = step(prepareEmbedding(steps));
  const generation = step(prepareGeneration(steps));
  const ui = step(prepareUi(steps));
  const servers = step(Promise.all([temporal, embedding]).then(() => bringServers(steps)));
  await Promise.allSettled([generation, ui, servers]);
  failing.signal.throwIfAborted();
  return generation;
};
