import { groupCommands } from "../define-command.ts";
import { createSchedule } from "./schedule/create.ts";
import { deleteSchedule } from "./schedule/delete.ts";
import { listSchedules } from "./schedule/list.ts";

export const scheduleCommands = groupCommands("schedule", "Start workflows at intervals.", [
  createSchedule,
  listSchedules,
  deleteSchedule,
]);
