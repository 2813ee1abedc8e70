import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { approverOption, decide, decisionArguments, decisionInput } from "../training/decide.ts";

export const approveCommand = defineCommand({
  name: "approve",
  summary: "Let a trained model serve, or list the models that wait for a decision.",
  arguments: decisionArguments,
  options: [
    ["--comment <text>", "why"],
    ["--override", "approve although a gate failed; needs a comment"],
    approverOption,
  ],
  examples: [
    "npx twin approve",
    'npx twin approve ada-v3 --comment "Sounds like her"',
    'npx twin approve ada-v3 --override --comment "Short answers are what we want"',
  ],
  input: decisionInput.extend({ override: z.boolean().default(false) }),
  run: (context, answer) => decide(context, { ...answer, approved: true }),
});
