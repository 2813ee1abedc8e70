import { groupCommands } from "../define-command.ts";
import { compareModels } from "./models/compare.ts";
import { listModels } from "./models/list.ts";
import { showModel } from "./models/show.ts";
import { tagModel } from "./models/tag.ts";

export const modelsCommands = groupCommands(
  "models",
  "List, show, compare and tag the versions of models.",
  [showModel, compareModels, tagModel],
  listModels,
);
