import { ScheduleNotFoundError } from "@temporalio/client";
import { z } from "zod";
import { NotFoundError } from "../../../domain/errors.ts";
import { connectTemporal } from "../../../stack/temporal/connect.ts";
import { defineCommand } from "../../define-command.ts";
import { exitCodes } from "../../exit-codes.ts";

export const deleteSchedule = defineCommand({
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
