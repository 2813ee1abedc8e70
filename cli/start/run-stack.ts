import { join } from "node:path";
import { describeError } from "../../domain/describe-error.ts";
import type { SupervisorEvent } from "../../stack/supervisor/child-spec.ts";
import { createSupervisor } from "../../stack/supervisor/supervisor.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { exitCodes } from "../exit-codes.ts";
import { createGatewayClient, type GatewayClient } from "../gateway/gateway-client.ts";
import { gatewayUrl } from "../gateway/gateway-url.ts";
import { followRun } from "../runs/follow-run.ts";
import { renderOutcome } from "../runs/render-result.ts";
import { renderRun } from "../runs/render-run.ts";
import { bringTrainer, bringUp } from "./bring-up.ts";
import { trainerDevice } from "./children.ts";
import { checkWantedPorts, choosePorts } from "./choose-ports.ts";
import { readGatewayNotes } from "./gateway-notes.ts";
import { asOnlyStart } from "./only-start.ts";
import { startSampleTwin } from "./sample-twin.ts";
import { describePlaces, renderPlaces } from "./summary.ts";
import { createTaskBoard, type TaskBoard } from "./task-board.ts";

/** Milliseconds that a child gets to end by itself. */
const GRACE = 10_000;

const describeEvent = (event: SupervisorEvent): string | undefined => {
  if (event.type === "died") {
    return `The ${event.name} ended with ${event.how}; it is started again in ${event.restartInMs / 1_000} s.`;
  }
  return event.type === "ready" ? `The ${event.name} is ready (process ${event.pid}).` : undefined;
};

/** Builds the first twin, showing how far it is. A failure is told, and what runs goes on. */
const buildSample = async (
  gateway: GatewayClient,
  board: TaskBoard,
  signal: AbortSignal,
): Promise<string | undefined> => {
  try {
    const workflowId = await startSampleTwin(gateway, signal);
    if (!workflowId) return undefined;
    const run = await followRun(gateway, workflowId, (update) => board.below(renderRun(update)), signal);
    return run.state === "completed" ? undefined : renderOutcome(run);
  } catch (error) {
    signal.throwIfAborted();
    return `The sample twin was not built: ${describeError(error)}`;
  }
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

const runAlone = async (context: CommandContext, url: string): Promise<ExitCode> => {
  const { settings, output, signal } = context;
  await checkWantedPorts(settings, signal);
  const began = performance.now();
  const board = createTaskBoard(output.live());
  let isUp = false;
  const supervisor = createSupervisor({
    logsFolder: join(settings.dataDir, "logs"),
    graceMs: GRACE,
    onEvent: (event) => {
      const text = describeEvent(event);
      if (text && isUp) output.say(text);
      else if (text && event.type === "died") board.below([text]);
    },
  });
  try {
    const apiKey = settings.apiKeys[0];
    const gateway = createGatewayClient({ baseUrl: url, apiKey });
    const parts = { ...context, supervisor, board, url };
    const missingModel = await bringUp(parts);
    const [missingTwin, missingTrainer] = await Promise.all([
      buildSample(gateway, board, signal),
      bringTrainer(parts),
    ]);
    board.end();
    isUp = true;
    const missing = [missingModel, missingTwin, missingTrainer].filter((note) => note !== undefined);
    const notes = [...missing, ...(await readGatewayNotes(gateway, signal))];
    for (const note of notes) output.say(note);
    const places = describePlaces(settings, url, trainerDevice(context.environment));
    const seconds = (performance.now() - began) / 1_000;
    output.result({ ready: true, seconds, ...places, notes }, () =>
      renderPlaces(places, seconds, apiKey !== undefined),
    );
    await untilAborted(signal);
    return exitCodes.ok;
  } finally {
    board.end();
    output.say("Stopping …");
    await supervisor.stop();
    output.say("Everything is stopped; the data is kept.");
  }
};

/**
 * Starts the whole system and keeps it running until the context's signal aborts; nothing is left running then.
 *
 * @throws {ConflictError} when it runs already or a port is taken; {SetupError} when a part cannot be had.
 */
export const runStack = async (context: CommandContext): Promise<ExitCode> => {
  const chosen = { ...context, ...(await choosePorts(context)) };
  const url = gatewayUrl(chosen.settings);
  return asOnlyStart(chosen.settings.dataDir, url, () => runAlone(chosen, url));
};
