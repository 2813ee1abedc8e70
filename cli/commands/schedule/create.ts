import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from "@temporalio/client";
import { z } from "zod";
import { ConflictError } from "../../../domain/errors.ts";
import { toMilliseconds } from "../../../domain/runs/duration.ts";
import { CPU_TASK_QUEUE } from "../../../domain/runs/task-queues.ts";
import { connectTemporal } from "../../../stack/temporal/connect.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { scheduledWorkSchema, toScheduleAction } from "./schedule-action.ts";

const inputSchema = scheduledWorkSchema.extend({
  every: z
    .string()
    .regex(/^[1-9]\d*(m|h|d)$/, "must be a number with m, h or d, such as 7d")
    .default("7d"),
});

export const createSchedule = defineCommand({
  name: "create",
  summary: "Start a workflow again and again; one that still runs is not started twice.",
  arguments: [["<kind>", "etl, featureEngineering or training"]],
  options: [
    ["--author <name>", "the author; needed for etl and training"],
    ["--link <urls...>", "pages to collect, for etl"],
    ["--consent", "confirm that the owner of the links agreed to their collection"],
    ["--every <interval>", "such as 30m, 12h or 7d; default 7d"],
  ],
  examples: [
    'npx twin schedule create etl --author "Ada Lovelace" --link https://ada.example/notes --consent',
    "npx twin schedule create featureEngineering --every 1d",
    'npx twin schedule create training --author "Ada Lovelace" --every 1d',
  ],
  input: inputSchema,
  run: async ({ settings, output }, input) => {
    const action = toScheduleAction(input);
    await using temporal = await connectTemporal(settings);
    const scheduleId = action.workflowId;
    try {
      await temporal.client.schedule.create({
        scheduleId,
        spec: { intervals: [{ every: toMilliseconds(input.every) }] },
        policies: { overlap: ScheduleOverlapPolicy.SKIP },
        action: { type: "startWorkflow", taskQueue: CPU_TASK_QUEUE, ...action },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      throw new ConflictError(
        `There is a schedule ${scheduleId} already. Delete it first: npx twin schedule delete "${scheduleId}"`,
      );
    }
    output.result({ scheduleId }, () => `Created the schedule ${scheduleId}, every ${input.every}`);
    return exitCodes.ok;
  },
});
