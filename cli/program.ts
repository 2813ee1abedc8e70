import { Command } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { approveCommand } from "./commands/approve.ts";
import { askCommand } from "./commands/ask.ts";
import { collectCommand } from "./commands/collect.ts";
import { datasetCommands } from "./commands/dataset.ts";
import { deleteCommands } from "./commands/delete.ts";
import { deployCommand } from "./commands/deploy.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { featuresCommand } from "./commands/features.ts";
import { importCommand } from "./commands/import.ts";
import { modelsCommands } from "./commands/models.ts";
import { rejectCommand } from "./commands/reject.ts";
import { rollbackCommand } from "./commands/rollback.ts";
import { scheduleCommands } from "./commands/schedule.ts";
import { searchCommand } from "./commands/search.ts";
import { startCommand } from "./commands/start.ts";
import { statusCommand } from "./commands/status.ts";
import { trainCommand } from "./commands/train.ts";
import { twinCommand } from "./commands/twin.ts";
import type { Execute } from "./define-command.ts";

const commands = [
  startCommand,
  doctorCommand,
  importCommand,
  collectCommand,
  featuresCommand,
  datasetCommands,
  trainCommand,
  approveCommand,
  rejectCommand,
  modelsCommands,
  deployCommand,
  rollbackCommand,
  twinCommand,
  statusCommand,
  askCommand,
  searchCommand,
  scheduleCommands,
  deleteCommands,
];

/** Builds the `twin` command with all that is under it. */
export const createProgram = (execute: Execute): Command => {
  const program = new Command("twin")
    .description(
      "Builds, runs and asks an LLM twin: a model that writes like its owner and knows what the owner has published.",
    )
    .version(packageJson.version, "-V, --version", "print the version");
  for (const create of commands) program.addCommand(create(execute));
  return program;
};
