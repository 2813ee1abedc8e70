import { defineCommand } from "../define-command.ts";
import { approverOption, decide, decisionArguments, decisionInput } from "../training/decide.ts";

export const rejectCommand = defineCommand({
  name: "reject",
  summary: "Turn a trained model down, or list the models that wait for a decision.",
  arguments: decisionArguments,
  options: [["--comment <text>", "why"], approverOption],
  examples: ['npx twin reject ada-v3 --comment "Makes things up"'],
  input: decisionInput,
  run: (context, answer) => decide(context, { ...answer, approved: false, override: false }),
});
