import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from "@temporalio/client";
import { z } from "zod";
import { ConflictError, InvalidInputError, NotFoundError } from "../../domain/errors.ts";
import { continuousTrainingInputSchema } from "../../domain/runs/continuous-training.ts";
import { etlInputSchema } from "../../domain/runs/etl.ts";
import { featureEngineeringInputSchema } from "../../domain/runs/feature-engineering.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import { connectTemporal } from "../../stack/temporal/connect.ts";
import { defineCommand, groupCommands } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../output/format.ts";

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of an interval such as `12h`. */
const toMilliseconds = (interval: string): number =>
  Number(interval.slice(0, -1)) * (UNITS[interval.slice(-1)] ?? 0);

const inputSchema = z.object({
  kind: z.enum(["etl", "featureEngineering", "training"], {
    error: "must be etl, featureEngineering or training",
  }),
  author: z.string().min(1).optional(),
  link: z.array(z.string()).default([]),
  consent: z.boolean().default(false),
  every: z
    .string()
    .regex(/^[1-9]\d*(m|h|d)$/, "must be a number with m, h or d, such as 7d")
    .default("7d"),
});

/** The workflow that a schedule starts, checked as the workflow itself would. */
const toAction = ({ kind, author, link, consent }: z.output<typeof inputSchema>) => {
  const check = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return parsed.data;
    throw new InvalidInputError(parsed.error.issues.map((issue) => issue.message).join("; "));
  };
  if (kind === "etl") {
    const input = check(etlInputSchema, { author: author ?? "*", links: link, consent });
    return { workflowType: kind, args: [input], workflowId: runKinds.etl.workflowId(input) };
  }
  if (kind === "training") {
    const input = check(continuousTrainingInputSchema, { author, onlyNewDataset: true });
    return {
      workflowType: "continuousTraining",
      args: [input],
      workflowId: runKinds.continuousTraining.workflowId(input),
    };
  }
  const input = check(featureEngineeringInputSchema, author ? { authors: [author] } : {});
  return { workflowType: kind, args: [input], workflowId: runKinds.featureEngineering.workflowId(input) };
};

const createSchedule = defineCommand({
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
    const action = toAction(input);
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

const listSchedules = defineCommand({
  name: "list",
  summary: "List the schedules with their next start.",
  examples: ["npx twin schedule list"],
  input: z.object({}),
  run: async ({ settings, output }) => {
    await using temporal = await connectTemporal(settings);
    const schedules: { scheduleId: string; workflow: string; paused: boolean; next: string | null }[] = [];
    for await (const { scheduleId, action, state, info } of temporal.client.schedule.list()) {
      schedules.push({
        scheduleId,
        workflow: action?.workflowType ?? "",
        paused: state.paused,
        next: info.nextActionTimes[0]?.toISOString() ?? null,
      });
    }
    output.result(schedules, () =>
      schedules.length === 0
        ? "There are no schedules."
        : formatTable(
            schedules.map(({ scheduleId, workflow, paused, next }) => [
              scheduleId,
              workflow,
              paused ? "paused" : `next ${next ?? "unknown"}`,
            ]),
          ),
    );
    return exitCodes.ok;
  },
});

const deleteSchedule = defineCommand({
  name: "delete",
  summary: "Delete a schedule. Runs that it started go on.",
  arguments: [["<schedule>", "its id, as `twin schedule list` shows it"]],
  examples: ['npx twin schedule delete "etl:Ada Lovelace"'],
  input: z.object({ schedule: z.string().min(1) }),
  run: async ({ settings, output }, { schedule }) => {
    await using temporal = await connectTemporal(settings);
    try {
      await temporal.client.schedule.getHandle(schedule).delete();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      throw new NotFoundError(`There is no schedule ${JSON.stringify(schedule)}.`);
    }
    output.result({ deleted: schedule }, () => `Deleted the schedule ${schedule}`);
    return exitCodes.ok;
  },
});

export const scheduleCommands = groupCommands("schedule", "Start workflows at intervals.", [
  createSchedule,
  listSchedules,
  deleteSchedule,
]);
