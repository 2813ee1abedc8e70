import { z } from "zod";
import { connectTemporal } from "../../../stack/temporal/connect.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { formatTable } from "../../output/format.ts";

export const listSchedules = defineCommand({
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
